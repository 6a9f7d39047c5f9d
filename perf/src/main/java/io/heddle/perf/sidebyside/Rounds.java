package io.heddle.perf.sidebyside;

import io.heddle.perf.process.ProcFiles;
import io.heddle.perf.process.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs all contenders in turn, in another order in each round; on the thread that calls it. */
final class Rounds {
  private final Plan plan;
  private final Trial trial;
  private final Loads loads;
  private final Progress progress;
  private final SplittableRandom random;

  Rounds(Plan plan, Trial trial, Loads loads, Progress progress) {
    this.plan = plan;
    this.trial = trial;
    this.loads = loads;
    this.progress = progress;
    this.random = new SplittableRandom(plan.seed());
  }

  List<Round> run(List<Peer> peers, Site site) throws IOException, InterruptedException {
    List<Round> rounds = new ArrayList<>();
    for (int number = 1; number <= plan.repeats(); number++) {
      rounds.add(round(number, peers, site));
    }
    return rounds;
  }

  private Round round(int number, List<Peer> peers, Site site)
      throws IOException, InterruptedException {
    double load = new ProcFiles(Path.of("/proc")).load();
    Map<String, Peer> byName =
        peers.stream().collect(Collectors.toMap(Peer::name, Function.identity()));
    List<String> order = order(byName.keySet().stream().sorted().toList());
    Turn turn = new Turn("round " + number + "/" + plan.repeats(), plan, loads, progress);
    for (String name : order) {
      Peer peer = byName.get(name);
      if (peer == null) {
        turn.direct(site.backendPort());
      } else {
        turn.pair(peer, trial, site.within("round-" + number + "-" + name));
      }
    }
    return turn.end(order, load);
  }

  private List<String> order(List<String> names) {
    List<String> order = new ArrayList<>(names);
    order.add(Round.DIRECT);
    Collections.shuffle(order, random);
    return order;
  }
}
