package io.heddle.controlplane.rollout;

import io.heddle.controlplane.xds.Holders;
import io.heddle.controlplane.xds.ResourceKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Measures how long changes take from the event that the control plane read to the acknowledgement
 * of the last proxy. A proxy that does not apply a change in time is no number here but a laggard.
 * Confined to the mesh thread.
 */
public final class Propagation {
  private static final int MAX_OPEN = 1_000;
  private static final long GIVE_UP_NANOS = Duration.ofSeconds(60).toNanos();

  private final Holders holders;
  private final LongSupplier ticker;
  private final Sink everySample;
  private final Deque<Open> open = new ArrayDeque<>();

  public Propagation(Holders holders, LongSupplier ticker, Sink everySample) {
    this.holders = holders;
    this.ticker = ticker;
    this.everySample = everySample;
  }

  /** Told of each change that is in force everywhere. */
  public interface Sink {
    /** {@code slowest}: the proxy that acknowledged last. */
    void propagated(long nanos, String slowest);
  }

  private static final class Open {
    final Milestone milestone;
    final long readNanos;
    final Sink sink;
    final Awaited awaited = new Awaited();

    Open(Milestone milestone, long readNanos, Sink sink) {
      this.milestone = milestone;
      this.readNanos = readNanos;
      this.sink = sink;
    }
  }

  /** Follows a change for the sink of every sample. */
  public void follow(long generation, Set<ResourceKey> resources, long readNanos) {
    follow(new Milestone(generation, resources), readNanos, (_, _) -> {});
  }

  /** Follows a change until every proxy that holds its resources has applied it. */
  void follow(Milestone milestone, long readNanos, Sink sink) {
    if (holders.of(milestone.resources()).isEmpty()) {
      return;
    }
    if (open.size() == MAX_OPEN) {
      open.removeFirst();
    }
    open.addLast(new Open(milestone, readNanos, sink));
    progress();
  }

  /** To be called after any proxy's progress. */
  public void progress() {
    long now = ticker.getAsLong();
    for (Iterator<Open> changes = open.iterator(); changes.hasNext(); ) {
      Open change = changes.next();
      if (!isAwaited(change)) {
        changes.remove();
        long nanos = now - change.readNanos;
        change.sink.propagated(nanos, change.awaited.name());
        everySample.propagated(nanos, change.awaited.name());
      } else if (now - change.readNanos > GIVE_UP_NANOS) {
        changes.remove();
      }
    }
  }

  private boolean isAwaited(Open change) {
    Milestone milestone = change.milestone;
    return change.awaited.isAnyone(
        holders, milestone.resources(), holder -> !milestone.isAppliedBy(holder));
  }
}
