package io.heddle.perf.controlplane;

import io.heddle.perf.process.Clocks;
import io.heddle.perf.process.ProcFiles;
import io.heddle.perf.process.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Both control planes with so many proxies each, at once; the scenarios run on them in turn. */
final class Trial {
  private static final ProcFiles PROC = new ProcFiles(Path.of("/proc"));

  private final ControlPlanePlan plan;
  private final HeddleServer.Tools tools;
  private final Deadline deadline;
  private final Notes notes;
  private final HeapInfo heap = new HeapInfo(Path.of(System.getProperty("java.home")));

  Trial(ControlPlanePlan plan, HeddleServer.Tools tools, Deadline deadline, Notes notes) {
    this.plan = plan;
    this.tools = tools;
    this.deadline = deadline;
    this.notes = notes;
  }

  /** Where each run is noted as it ends. */
  record Notes(Outcome outcome, Progress progress) {
    void add(Phase phase) {
      outcome.add(phase);
      progress.line(ProgressText.of(phase));
    }
  }

  /**
   * @param directory new
   */
  void run(int streams, Path directory) throws Exception {
    HeddleServer server =
        HeddleServer.start(Files.createDirectories(directory.resolve("heddle")), tools);
    try (HeddleContender heddle = new HeddleContender(server, clocks(), plan.loops())) {
      Side ours = side(heddle);
      join(heddle, ours, streams);
      BaselineServer baseline =
          BaselineServer.start(
              Files.createDirectories(directory.resolve("baseline")),
              tools,
              server.plaintextPort(),
              new BaselineKeys(clocks().clock(), new SecureRandom()));
      try (BaselineContender stock = new BaselineContender(baseline, plan.loops())) {
        stock.join(streams);
        heddle.awaitInformed();
        notes.progress().line(streams + " streams to each control plane");
        rounds(streams, List.of(ours, side(stock)));
      }
    } finally {
      tools.processes().killAll();
    }
  }

  private void join(HeddleContender heddle, Side side, int streams)
      throws IOException, InterruptedException, OutOfTimeException {
    List<Instance> instances = new ArrayList<>(MeshObjects.steady());
    List<Instance> rolled = MeshObjects.rolled(0, plan.instances());
    heddle.prepare(instances);
    heddle.prepare(rolled);
    instances.addAll(rolled);
    instances.forEach(heddle::enter);
    heddle.join(streams);
    side.awaitServing(instances);
  }

  private void rounds(int streams, List<Side> sides) throws Exception {
    try {
      for (Side side : sides) {
        side.warmUp();
      }
      for (int round = 1; round <= plan.rounds(); round++) {
        List<Side> order = round % 2 == 1 ? sides : sides.reversed();
        for (Scenario scenario : plan.scenarios(round)) {
          run(order, scenario, round);
        }
      }
    } finally {
      sides.forEach(side -> notes.outcome().incidents(streams, side.contender()));
    }
  }

  private void run(List<Side> sides, Scenario scenario, int round) throws Exception {
    for (Side side : sides) {
      if (side.has(scenario)) {
        notes.add(side.run(scenario, round));
      }
      if (scenario == Scenario.IDLE) {
        notes.outcome().add(footprint(side.contender(), round));
      }
    }
  }

  private Footprint footprint(Contender contender, int round)
      throws IOException, InterruptedException {
    long process = contender.server().ids().getFirst();
    long rss = PROC.memory(process).rssKib();
    return new Footprint(
        contender.callers().size(), contender.name(), round, heap.liveKib(process), rss);
  }

  private Side side(Contender contender) {
    return new Side(contender, plan, deadline);
  }

  private Clocks clocks() {
    return deadline.clocks();
  }
}
