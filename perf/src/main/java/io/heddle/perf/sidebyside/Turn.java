package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One round while it runs. */
final class Turn {
  private final String number;
  private final Plan plan;
  private final Loads loads;
  private final Progress progress;
  private final List<Traffic> direct = new ArrayList<>();
  private final Map<String, PairRun> pairs = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param number which round it is, as text
   */
  Turn(String number, Plan plan, Loads loads, Progress progress) {
    this.number = number;
    this.plan = plan;
    this.loads = loads;
    this.progress = progress;
  }

  /** Loads the backend itself. */
  void direct(int backendPort) {
    try {
      List<Traffic> traffic = new ArrayList<>();
      for (int rate : plan.rates()) {
        traffic.add(loads.run(backendPort, rate, plan.measured()));
      }
      direct.addAll(traffic);
      progress.line(number + " direct" + ProgressText.of(direct));
    } catch (IOException e) {
      failed(Round.DIRECT, e);
    }
  }

  /** Runs a pair; none of its processes is left then. */
  void pair(Peer peer, Trial trial, Site site) throws InterruptedException {
    try {
      PairRun run = trial.run(peer, site);
      pairs.put(peer.name(), run);
      progress.line(number + " " + peer.name() + ProgressText.of(run));
    } catch (IOException e) {
      failed(peer.name(), e);
    } finally {
      site.processes().killAll();
    }
  }

  Round end(List<String> order, double load) {
    return new Round(order, load, direct, pairs, problems);
  }

  private void failed(String contender, IOException e) {
    String message = String.valueOf(e.getMessage());
    progress.line(number + " " + contender + " failed: " + message);
    problems.add(contender + ": " + message.lines().findFirst().orElse(""));
  }
}
