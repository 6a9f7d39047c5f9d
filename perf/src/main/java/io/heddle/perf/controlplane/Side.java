package io.heddle.perf.controlplane;

import io.heddle.perf.process.Clocks;
import io.heddle.perf.streams.Arrivals;
import io.heddle.perf.streams.Sighting.Looks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The scenarios on one control plane. */
final class Side {
  private final Contender contender;
  private final ControlPlanePlan plan;
  private final Clocks clocks;
  private final Waiting waiting;
  private final Flips flips;
  private final RollingUpdate rollout;

  Side(Contender contender, ControlPlanePlan plan, Deadline deadline) {
    this.contender = contender;
    this.plan = plan;
    this.clocks = deadline.clocks();
    this.waiting = new Waiting(contender.callers(), deadline);
    this.flips = new Flips(contender, waiting);
    this.rollout = new RollingUpdate(contender, waiting, plan.instances());
  }

  Contender contender() {
    return contender;
  }

  /** Also compiles what would else be measured cold. */
  void warmUp() throws IOException, InterruptedException, OutOfTimeException {
    var _ = flips.run(ControlPlanePlan.WARM_UP_FLIPS);
  }

  /** Whether the scenario is possible here. */
  boolean has(Scenario scenario) {
    return scenario != Scenario.FILE || contender.files().isPresent();
  }

  Phase run(Scenario scenario, int round) throws Exception {
    before(scenario);
    Meter meter = new Meter(contender);
    List<Change> changes = changes(scenario);
    Spent spent = meter.spent();
    after(scenario);
    return new Phase(
        scenario,
        contender.callers().size(),
        contender.name(),
        round,
        made(scenario),
        changes,
        spent);
  }

  private void before(Scenario scenario) throws Exception {
    if (scenario == Scenario.ROLLOUT) {
      rollout.prepare();
    }
  }

  private List<Change> changes(Scenario scenario) throws Exception {
    return switch (scenario) {
      case IDLE -> {
        clocks.pause().pause(Duration.ofSeconds(ControlPlanePlan.IDLE_SECONDS));
        yield List.of();
      }
      case FLIPS -> flips.run(plan.flipsInARound());
      case CHURN -> new Churn(contender, waiting, clocks).run(plan.churnSecondsInARound());
      case RECONNECT -> new Reconnect(contender, waiting).run();
      case FILE -> byFile(contender.files().orElseThrow());
      case ROLLOUT -> rollout.run();
    };
  }

  private List<Change> byFile(Path files)
      throws IOException, InterruptedException, OutOfTimeException {
    return new FileFlips(files, contender.callers(), waiting).run(ControlPlanePlan.FILE_FLIPS);
  }

  private void after(Scenario scenario)
      throws IOException, InterruptedException, OutOfTimeException {
    switch (scenario) {
      case RECONNECT -> contender.enter(MeshObjects.steady().getFirst());
      case ROLLOUT -> rollout.finish();
      case IDLE, FLIPS, CHURN, FILE -> {}
    }
    awaitServing(MeshObjects.steady());
  }

  /** Returns when they take requests everywhere. */
  void awaitServing(List<Instance> instances) throws InterruptedException, OutOfTimeException {
    List<Arrivals> all = new ArrayList<>();
    long now = clocks.ticker().getAsLong();
    instances.forEach(it -> all.add(contender.callers().expect(it.as(Looks.TAKES_REQUESTS))));
    for (Arrivals one : all) {
      if (!waiting.seen(Flips.SERVES, one, now).isWhole()) {
        throw new IllegalStateException(
            contender.name() + ": an instance does not serve everywhere: " + contender.problems());
      }
    }
  }

  private int made(Scenario scenario) {
    return switch (scenario) {
      case IDLE -> 0;
      case FLIPS -> plan.flipsInARound();
      case CHURN -> plan.churnSecondsInARound() * ChurnStep.PER_SECOND;
      case RECONNECT -> 1;
      case FILE -> ControlPlanePlan.FILE_FLIPS;
      case ROLLOUT -> plan.instances();
    };
  }
}
