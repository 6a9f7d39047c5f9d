package io.heddle.controlplane.xds;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** How long the changes that concern one stream take to be applied there. */
final class StreamPropagation {
  /** A client that is further behind is reported by its oldest ones. */
  private static final int MAX_WAITING = 1_024;

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final LongSupplier nanoTime;
  private final BiConsumer<Long, Duration> propagated;

  StreamPropagation(LongSupplier nanoTime, BiConsumer<Long, Duration> propagated) {
    this.nanoTime = nanoTime;
    this.propagated = propagated;
  }

  void changed(long generation) {
    Waiting last = waiting.peekLast();
    boolean isNew = last == null || last.generation() < generation;
    if (isNew && waiting.size() < MAX_WAITING) {
      waiting.add(new Waiting(generation, nanoTime.getAsLong()));
    }
  }

  void applied(long generation) {
    for (Waiting first = waiting.peek();
        first != null && first.generation() <= generation;
        first = waiting.peek()) {
      waiting.remove();
      propagated.accept(
          first.generation(), Duration.ofNanos(nanoTime.getAsLong() - first.sinceNanos()));
    }
  }

  private record Waiting(long generation, long sinceNanos) {}
}
