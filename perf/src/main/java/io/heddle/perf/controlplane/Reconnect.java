package io.heddle.perf.controlplane;

import io.heddle.perf.streams.Arrivals;
import io.heddle.perf.streams.Sighting.Looks;
import java.io.IOException;
import java.util.List;

/**
 * All proxies lose their connections at once, and an instance leaves while they are away: each is
 * back when it knows that.
 */
final class Reconnect {
  static final String BACK = "back";

  private final Contender contender;
  private final Waiting waiting;

  Reconnect(Contender contender, Waiting waiting) {
    this.contender = contender;
    this.waiting = waiting;
  }

  List<Change> run() throws IOException, InterruptedException, OutOfTimeException {
    Instance instance = MeshObjects.steady().getFirst();
    Arrivals back = contender.callers().expect(instance.as(Looks.ABSENT));
    long cause = System.nanoTime();
    contender.callers().cut();
    contender.leave(instance);
    return List.of(waiting.seen(BACK, back, cause));
  }
}
