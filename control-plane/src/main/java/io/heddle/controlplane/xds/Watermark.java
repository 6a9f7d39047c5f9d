package io.heddle.controlplane.xds;

import io.heddle.controlplane.xds.MeshThread.Cancellation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How far one stream has applied the changes.
 *
 * <p>It starts anew with each stream: until its first acknowledgement a client may still use what
 * an earlier stream told it.
 */
final class Watermark {
  /** Envoy and gRPC acknowledge before all their threads have switched over. */
  static final Duration SETTLING = Duration.ofMillis(100);

  private final LongSupplier newestGeneration;
  private final LongSupplier oldestPending;
  private final Deque<Long> settling = new ArrayDeque<>();
  private final Deque<Cancellation> alarms = new ArrayDeque<>();
  private boolean isConfirmed;
  private boolean hasAsked;
  private boolean hasEarlierState;
  private long applied;

  Watermark(LongSupplier newestGeneration, LongSupplier oldestPending) {
    this.newestGeneration = newestGeneration;
    this.oldestPending = oldestPending;
  }

  long applied() {
    long oldest = oldestPending.getAsLong();
    for (long unsettled : settling) {
      oldest = Math.min(oldest, unsettled);
    }
    long reached = oldest == DirtySet.NEVER ? newestGeneration.getAsLong() : oldest - 1;
    if (!isConfirmed) {
      boolean hasNothing = hasAsked && !hasEarlierState && oldest == DirtySet.NEVER;
      return hasNothing ? reached : 0;
    }
    applied = Math.max(applied, reached);
    return applied;
  }

  /**
   * Where a new question stands: the watermark cannot pass what caused it before it is answered.
   */
  long pendingAt() {
    return isConfirmed ? applied() + 1 : 1;
  }

  void asked() {
    hasAsked = true;
  }

  void showsEarlierState() {
    hasEarlierState = true;
  }

  void confirm() {
    isConfirmed = true;
  }

  /** An acknowledgement of {@code oldest} and later that counts only after a moment. */
  void settle(long oldest, MeshThread mesh, Runnable settled) {
    settling.add(oldest);
    // Acknowledgements settle in the order they came, so the first one in the queue is the one
    // whose time is up.
    alarms.add(
        mesh.timer()
            .after(
                SETTLING,
                () -> {
                  settling.remove();
                  alarms.remove();
                  settled.run();
                }));
  }

  void close() {
    alarms.forEach(Cancellation::cancel);
  }
}
