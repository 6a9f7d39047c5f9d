package io.heddle.perf.controlplane;

import io.heddle.perf.process.Clocks;
import io.heddle.perf.streams.Arrivals;
import io.heddle.perf.streams.Sighting.Looks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ten changes a second, at their times: what is late does not hold the next one up. */
final class Churn {
  private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos() / ChurnStep.PER_SECOND;

  private final Contender contender;
  private final Waiting waiting;
  private final Clocks clocks;
  private final List<Made> made = new ArrayList<>();
  private final Set<Integer> away = new HashSet<>();

  Churn(Contender contender, Waiting waiting, Clocks clocks) {
    this.contender = contender;
    this.waiting = waiting;
    this.clocks = clocks;
  }

  private record Made(String what, Arrivals arrivals, long causeNanos) {}

  List<Change> run(int seconds) throws IOException, InterruptedException, OutOfTimeException {
    long start = clocks.ticker().getAsLong();
    int count = seconds * ChurnStep.PER_SECOND;
    for (int i = 0; i < count; i++) {
      awaitTime(start + i * STEP_NANOS);
      make(ChurnStep.at(i));
      forgetWhatHasArrived();
    }
    bringBack(start, count);
    List<Change> changes = new ArrayList<>();
    for (Made one : made) {
      changes.add(waiting.seen(one.what(), one.arrivals(), one.causeNanos()));
    }
    return changes;
  }

  /** Those that are still away, in their turns. */
  private void bringBack(long start, int count) throws IOException, InterruptedException {
    for (int i = count; i < count + ChurnStep.PER_SECOND; i++) {
      ChurnStep step = ChurnStep.at(i);
      if (step.kind() == ChurnStep.Kind.ENTER && away.contains(step.instance())) {
        awaitTime(start + i * STEP_NANOS);
        make(step);
      }
    }
  }

  private void make(ChurnStep step) throws IOException {
    Instance instance = MeshObjects.steady().get(step.instance());
    switch (step.kind()) {
      case LEAVE -> {
        away.add(step.instance());
        Arrivals gone = contender.callers().expect(instance.as(Looks.ABSENT));
        made.add(new Made(Flips.LEAVES, gone, System.nanoTime()));
        contender.leave(instance);
      }
      case ENTER -> {
        away.remove(step.instance());
        Arrivals here = contender.callers().expect(instance.as(Looks.PRESENT));
        made.add(new Made(Flips.COMES, here, System.nanoTime()));
        contender.enter(instance);
      }
      case NOTHING -> {}
    }
  }

  private void forgetWhatHasArrived() {
    for (Made one : made) {
      if (one.arrivals().isEverywhere()) {
        contender.callers().forget(one.arrivals());
      }
    }
  }

  private void awaitTime(long dueNanos) throws InterruptedException {
    long left = dueNanos - clocks.ticker().getAsLong();
    if (left > 0) {
      clocks.pause().pause(Duration.ofNanos(left));
    }
  }
}
