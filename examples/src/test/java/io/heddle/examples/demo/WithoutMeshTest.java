package io.heddle.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.forward.TcpForwarder;
import io.heddle.perf.load.EchoCheck;
import io.heddle.perf.load.LoadLimits;
import io.heddle.perf.load.LoadPlan;
import io.heddle.perf.load.LoadReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness itself, over a bare forwarder: a measure that cannot fail would prove nothing. */
final class WithoutMeshTest {
  @TempDir private Path directory;
  private final ProcessGroup processes = new ProcessGroup();
  private final Clocks clocks = Clocks.SYSTEM;

  @AfterEach
  void close() {
    processes.close();
  }

  @Test
  void aRolloutBehindABareForwarderLosesRequests() throws Exception {
    MeshFiles files = new MeshFiles(directory);
    VersionLog versions = new VersionLog(clocks.clock());
    RecordedProgress progress = new RecordedProgress();
    try (TcpForwarder forwarder = new TcpForwarder()) {
      ForwardedShop shop =
          new ForwardedShop(
              Commands.find(), processes, files, new Ports(new SplittableRandom()), forwarder);
      Deployer web = deployer("web", shop, new VersionLog(clocks.clock()), progress);
      Deployer catalog = deployer("catalog", shop, versions, progress);
      web.create(1, "v1");
      catalog.create(2, "v1");
      web.awaitAllReady();
      catalog.awaitAllReady();

      LoadReport report;
      try (LoadRun load = LoadRun.start(plan(shop), clocks);
          Sampler _ =
              new Sampler("test", load::view, () -> {}, List.of(web, catalog), progress, clocks)
                  .start()) {
        assertThat(catalog.roll("v2")).isEqualTo(RolloutOutcome.COMPLETED);
        report = load.finish();
      }
      Findings findings =
          new Reconciliation(report.outcomes(), versions)
              .reconcile(
                  new Ledgers(files.ledgers(), "catalog"),
                  new Ledgers(files.ledgers(), "web"),
                  sidecarsThatSaw(report.failed()));

      assertThat(report.failed()).as("lost").isPositive();
      assertThat(report.failed()).as("but not all").isLessThan(report.requests() / 2);
      assertThat(findings.disagreements()).isEmpty();
      assertThat(findings.duplicates()).as("nobody sends anything twice").isZero();
      assertThat(findings.executedButLost() + findings.neverExecutedPosts())
          .isLessThanOrEqualTo(report.failed());
      assertThat(progress.samples()).isNotEmpty();
    }
  }

  private Deployer deployer(
      String service, ReplicaFactory factory, VersionLog versions, Progress progress) {
    return new Deployer(service, factory, DeployerTimes.DEFAULT, clocks, versions, progress);
  }

  private static LoadPlan plan(ForwardedShop shop) {
    return new LoadPlan(
        shop.webs(),
        "/orders",
        300,
        Duration.ofMinutes(5),
        Duration.ZERO,
        0.2,
        "t",
        7,
        EchoCheck.ECHO,
        LoadLimits.DEFAULT);
  }

  /** There are none here; where there are, they see the same failures. */
  private static SidecarTotals sidecarsThatSaw(long failed) {
    return new SidecarTotals(SidecarTotals.NONE.propagation(), 0, 0, failed, 0, 0);
  }
}
