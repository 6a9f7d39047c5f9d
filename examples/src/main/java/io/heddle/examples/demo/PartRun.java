package io.heddle.examples.demo;

import io.heddle.perf.load.Failure;
import io.heddle.perf.load.LoadReport;
import io.heddle.perf.load.Method;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs one part: starts the mesh, rolls the catalog out under load, and reconciles the counts. */
public final class PartRun {
  private static final Duration BASELINE = Duration.ofSeconds(3);
  private static final Duration BETWEEN_ROLLOUTS = Duration.ofSeconds(1);
  private static final Duration SETTLE = Duration.ofSeconds(2);

  /** Sidecars report what they counted every 5 s. */
  private static final Duration STATS = Duration.ofSeconds(6);

  private final PartPlan plan;
  private final Commands commands;
  private final ProcessGroup processes;
  private final MeshFiles files;
  private final Progress progress;
  private final Clocks clocks = Clocks.SYSTEM;

  public PartRun(
      PartPlan plan,
      Commands commands,
      ProcessGroup processes,
      MeshFiles files,
      Progress progress) {
    this.plan = plan;
    this.commands = commands;
    this.processes = processes;
    this.files = files;
    this.progress = progress;
  }

  /** However it ends, no process of the part is left. */
  public PartResult run() throws IOException, InterruptedException {
    try {
      progress.event("starting a control plane and " + 2 * plan.replicas() + " replicas");
      return underLoad(Shop.start(plan, commands, processes, files, progress));
    } finally {
      processes.killAll();
    }
  }

  private PartResult underLoad(Shop shop) throws IOException, InterruptedException {
    List<RolloutOutcome> outcomes = new ArrayList<>();
    List<Outage> outages;
    LoadReport report;
    try (LoadRun load = shop.startLoad();
        Sampler _ = shop.watch(load)) {
      clocks.pause().pause(BASELINE);
      for (String version : plan.rollouts()) {
        outcomes.add(shop.catalog().roll(version));
        clocks.pause().pause(BETWEEN_ROLLOUTS);
      }
      outages = killApplications(shop);
      clocks.pause().pause(SETTLE);
      report = load.finish();
    }
    clocks.pause().pause(STATS);
    SidecarTotals sidecars = shop.mesh().totals();
    return new PartResult(
        plan,
        report,
        sidecars,
        shop.reconcile(report, sidecars),
        outcomes,
        postsDueDuring(outages, report.failures()));
  }

  private List<Outage> killApplications(Shop shop) throws IOException, InterruptedException {
    if (plan.kills() == 0) {
      return List.of();
    }
    return new KilledApplication(shop.mesh(), shop.catalogVersions(), progress, clocks)
        .run(plan.kills());
  }

  private static long postsDueDuring(List<Outage> outages, List<Failure> failures) {
    return failures.stream()
        .filter(failure -> failure.method() == Method.POST)
        .filter(failure -> outages.stream().anyMatch(outage -> outage.covers(failure.intended())))
        .count();
  }
}
