package io.heddle.perf.controlplane;

import io.heddle.perf.streams.Arrivals;
import io.heddle.perf.streams.Sighting.Looks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One instance after the other leaves and comes back; nothing else changes meanwhile. */
final class Flips {
  static final String LEAVES = "leaves";
  static final String COMES = "comes";
  static final String SERVES = "serves";

  private final Contender contender;
  private final Waiting waiting;
  private int next;

  Flips(Contender contender, Waiting waiting) {
    this.contender = contender;
    this.waiting = waiting;
  }

  /**
   * Makes so many changes, half of them of each kind.
   *
   * @return two for a leaving and a coming, and when the one that came takes requests everywhere
   */
  List<Change> run(int count) throws IOException, InterruptedException, OutOfTimeException {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i += 2) {
      Instance instance = MeshObjects.steady().get(next++ % MeshObjects.STEADY_INSTANCES);
      leave(instance, changes);
      come(instance, changes);
    }
    return changes;
  }

  private void leave(Instance instance, List<Change> changes)
      throws IOException, InterruptedException, OutOfTimeException {
    Arrivals gone = contender.callers().expect(instance.as(Looks.ABSENT));
    long cause = System.nanoTime();
    contender.leave(instance);
    changes.add(waiting.seen(LEAVES, gone, cause));
  }

  private void come(Instance instance, List<Change> changes)
      throws IOException, InterruptedException, OutOfTimeException {
    Arrivals here = contender.callers().expect(instance.as(Looks.PRESENT));
    Arrivals serves = contender.callers().expect(instance.as(Looks.TAKES_REQUESTS));
    long cause = System.nanoTime();
    contender.enter(instance);
    changes.add(waiting.seen(COMES, here, cause));
    changes.add(waiting.seen(SERVES, serves, cause));
  }
}
