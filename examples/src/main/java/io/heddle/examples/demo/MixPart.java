package io.heddle.examples.demo;

import io.heddle.examples.market.MarketPorts;
import io.heddle.examples.mix.Ledgers;
import io.heddle.examples.mix.MixFindings;
import io.heddle.examples.mix.MixLoad;
import io.heddle.examples.mix.MixPlan;
import io.heddle.examples.mix.Reconciliation;
import io.heddle.examples.mix.Timing;
import io.heddle.perf.load.LoadView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rolls the market out under a mixed load, and reconciles what clients and ledgers say. */
public final class MixPart {
  private static final Duration BASELINE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_ROLLOUTS = Duration.ofSeconds(1);
  private static final Duration SETTLE = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** A market has more to load than a shop, on processors that the load keeps busy. */
  private static final DeployerTimes DEPLOYER =
      new DeployerTimes(
          DeployerTimes.DEFAULT.poll(),
          DeployerTimes.DEFAULT.start(),
          Duration.ofSeconds(30),
          DeployerTimes.DEFAULT.exit());

  /** Sidecars report what they counted every 5 s. */
  private static final Duration STATS = Duration.ofSeconds(6);

  private final PartPlan plan;
  private final Commands commands;
  private final ProcessGroup processes;
  private final MeshFiles files;
  private final Progress progress;
  private final Clocks clocks = Clocks.SYSTEM;
  private final VersionLog versions = new VersionLog(clocks.clock());

  public MixPart(
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
  public MixResult run() throws IOException, InterruptedException {
    try {
      progress.event("starting a control plane, a buyer and " + plan.replicas() + " replicas");
      MixMesh mesh = MixMesh.start(commands, processes, files, plan);
      Deployer market = new Deployer(MixMesh.MARKET, mesh, DEPLOYER, clocks, versions, progress);
      market.create(plan.replicas(), PartPlan.FIRST_VERSION);
      market.awaitAllReady();
      return underLoad(mesh, market, mesh.startBuyer());
    } finally {
      processes.killAll();
    }
  }

  private MixResult underLoad(MixMesh mesh, Deployer market, MarketPorts ports)
      throws IOException, InterruptedException {
    List<RolloutOutcome> outcomes = new ArrayList<>();
    Reconciliation reconciliation;
    try (MixLoad load = MixLoad.start(plan(ports), Timing.SYSTEM);
        Sampler _ = watch(load, mesh, market)) {
      clocks.pause().pause(BASELINE);
      for (String version : plan.rollouts()) {
        outcomes.add(market.roll(version));
        clocks.pause().pause(BETWEEN_ROLLOUTS);
      }
      clocks.pause().pause(SETTLE);
      reconciliation = load.finish();
    }
    clocks.pause().pause(STATS);
    MixFindings findings = reconciliation.reconcile(new Ledgers(files.ledgers()), versions::served);
    return new MixResult(plan, findings, mesh.totals(), outcomes);
  }

  private MixPlan plan(MarketPorts ports) {
    return new MixPlan(
        ports,
        plan.requestsPerSecond(),
        Shop.RAMP_UP,
        MixPlan.Lengths.DEFAULT,
        TIMEOUT,
        plan.seed());
  }

  private Sampler watch(MixLoad load, MixMesh mesh, Deployer market) {
    return new Sampler(
            plan.name(),
            () -> view(load.view()),
            mesh::refreshStates,
            List.of(market),
            progress,
            clocks)
        .start();
  }

  private static LoadView view(MixLoad.View view) {
    return new LoadView(
        view.sent(),
        view.sent() - view.failed(),
        view.failed(),
        view.p50Millis(),
        view.p99Millis());
  }
}
