package io.heddle.controlplane;

import com.sun.management.UnixOperatingSystemMXBean;
import io.heddle.controlplane.admin.ProcessStatus;
import io.heddle.controlplane.admin.ProcessStatus.OpenFiles;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;

/** What this process is and keeps where, for operators. Confined to the mesh thread. */
final class OwnProcess {
  private final ControlPlaneConfig config;
  private final InstantSource clock;
  private final Instant startedAt;
  private InetSocketAddress listen;

  OwnProcess(ControlPlaneConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.listen = config.listen();
  }

  /** Where workloads connect, once they can. */
  void serves(InetSocketAddress address) {
    listen = address;
  }

  ProcessStatus status() {
    return new ProcessStatus(
        Version.own(),
        ProcessHandle.current().pid(),
        startedAt,
        clock.instant(),
        config.files().toAbsolutePath().normalize().toString(),
        config.state().toAbsolutePath().normalize().toString(),
        Starting.shown(listen),
        openFiles());
  }

  private static OpenFiles openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? new OpenFiles(system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount())
        : new OpenFiles(0, 0);
  }
}
