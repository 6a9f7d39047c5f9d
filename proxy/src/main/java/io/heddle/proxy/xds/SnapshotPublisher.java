package io.heddle.proxy.xds;

import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.SnapshotTarget;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hands a snapshot to the data path whenever its contents have changed. */
final class SnapshotPublisher {
  private final SnapshotTarget target;
  private ProxySnapshot current = ProxySnapshot.EMPTY;
  private CompletionStage<Void> applied = CompletableFuture.completedFuture(null);

  SnapshotPublisher(SnapshotTarget target) {
    this.target = target;
  }

  /** The stage completes when what is in {@code contents} is in force. */
  CompletionStage<Void> publish(SnapshotContents contents) {
    boolean failed = applied.toCompletableFuture().isCompletedExceptionally();
    if (failed || !contents.equalTo(current)) {
      current = contents.toSnapshot(current.version() + 1);
      applied = apply(current);
    }
    return applied;
  }

  private CompletionStage<Void> apply(ProxySnapshot snapshot) {
    try {
      return target.apply(snapshot);
    } catch (RuntimeException e) {
      // Told to the control plane as a NACK; the stream is worth keeping.
      return CompletableFuture.failedFuture(e);
    }
  }

  ProxySnapshot current() {
    return current;
  }
}
