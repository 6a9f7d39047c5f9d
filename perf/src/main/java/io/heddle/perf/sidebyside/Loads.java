package io.heddle.perf.sidebyside;

import io.heddle.perf.load.EchoCheck;
import io.heddle.perf.load.LoadGenerator;
import io.heddle.perf.load.LoadLimits;
import io.heddle.perf.load.LoadPlan;
import io.heddle.perf.process.Clocks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Puts a load of GETs on a loopback port, over a fixed number of connections. */
final class Loads {
  private final LoadLimits limits;
  private final Clocks clocks;
  private final long seed;

  Loads(Clocks clocks, int connections, long seed) {
    this.limits = LoadLimits.DEFAULT.withFixed(connections);
    this.clocks = clocks;
    this.seed = seed;
  }

  /** Returns when all is settled; fails if nothing was answered. */
  Traffic run(int port, int requestsPerSecond, Duration duration) throws IOException {
    LoadPlan plan =
        new LoadPlan(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
            "/",
            requestsPerSecond,
            duration,
            Duration.ZERO,
            0,
            "bench",
            seed,
            EchoCheck.STATUS,
            limits);
    try (LoadGenerator generator = new LoadGenerator(plan, clocks.clock(), clocks.ticker())) {
      var report = generator.run();
      if (report.failed() == report.requests()) {
        throw new IOException(
            "load: %d of %d failed, first: %s"
                .formatted(
                    report.failed(),
                    report.requests(),
                    report.failures().isEmpty() ? "none" : report.failures().getFirst().reason()));
      }
      return Traffic.of(requestsPerSecond, report);
    }
  }
}
