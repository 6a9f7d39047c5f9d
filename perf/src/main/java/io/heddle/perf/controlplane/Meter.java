package io.heddle.perf.controlplane;

import com.sun.management.OperatingSystemMXBean;
import io.heddle.perf.process.ProcFiles;
import io.heddle.perf.process.ProcessCpu;
import io.heddle.perf.streams.WireBytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Notes what a scenario takes, from its making on. */
final class Meter {
  private static final OperatingSystemMXBean OWN =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Contender contender;
  private final ProcessCpu server;
  private final long startNanos;
  private final long serverNanos;
  private final long clientNanos;
  private final WireBytes bytes;

  Meter(Contender contender) throws IOException {
    this.contender = contender;
    this.server = new ProcessCpu(contender.server(), new ProcFiles(Path.of("/proc")));
    this.bytes = contender.callers().bytes();
    this.clientNanos = OWN.getProcessCpuTime();
    this.serverNanos = server.nanos();
    this.startNanos = System.nanoTime();
  }

  Spent spent() throws IOException {
    WireBytes now = contender.callers().bytes().since(bytes);
    return new Spent(
        (System.nanoTime() - startNanos) / 1e9,
        server.nanos() - serverNanos,
        OWN.getProcessCpuTime() - clientNanos,
        now.received(),
        now.sent());
  }
}
