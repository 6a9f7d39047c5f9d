package io.heddle.proxy.config;

import java.util.concurrent.CompletionStage;

/** Whatever routes by a snapshot. */
public interface SnapshotTarget {
  /**
   * Replaces the snapshot in force. Completes when every event loop uses it and every dispatch that
   * had chosen an endpoint which it takes away, and had written nothing, has chosen again.
   */
  CompletionStage<Void> apply(ProxySnapshot snapshot);
}
