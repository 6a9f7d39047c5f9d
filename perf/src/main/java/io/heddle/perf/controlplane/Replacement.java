package io.heddle.perf.controlplane;

import io.heddle.perf.streams.Arrivals;
import io.heddle.perf.streams.Sighting.Looks;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** A new instance takes the place of an old one, each step when the one before is everywhere. */
final class Replacement implements Callable<List<Change>> {
  static final String DRAINS = "drains";
  static final String GONE = "gone";

  private final Contender contender;
  private final Waiting waiting;
  private final Instance old;
  private final Instance fresh;

  Replacement(Contender contender, Waiting waiting, Instance old, Instance fresh) {
    this.contender = contender;
    this.waiting = waiting;
    this.old = old;
    this.fresh = fresh;
  }

  @Override
  public List<Change> call() throws IOException, InterruptedException, OutOfTimeException {
    Arrivals here = contender.callers().expect(fresh.as(Looks.PRESENT));
    Arrivals serves = contender.callers().expect(fresh.as(Looks.TAKES_REQUESTS));
    long entered = System.nanoTime();
    contender.enter(fresh);
    Change comes = waiting.seen(Flips.COMES, here, entered);
    Change takesRequests = waiting.seen(Flips.SERVES, serves, entered);
    Arrivals drains = contender.callers().expect(old.as(Looks.TAKES_NO_REQUESTS));
    Arrivals gone = contender.callers().expect(old.as(Looks.ABSENT));
    long stopped = System.nanoTime();
    contender.drain(old);
    Change drained = waiting.seen(DRAINS, drains, stopped);
    contender.end(old);
    return List.of(comes, takesRequests, drained, waiting.seen(GONE, gone, stopped));
  }
}
