package io.heddle.proxy.config;

import java.util.concurrent.CompletionStage;

/** What routes by snapshots: the data path. */
public interface SnapshotTarget {
  /**
   * Puts a snapshot in force. The stage completes when no event loop uses the one before: a task
   * has run on every loop after the swap, and every dispatch that had chosen an endpoint that is
   * now draining or gone, and had written nothing, has chosen again. It may complete on any thread;
   * another snapshot may be handed over before.
   */
  CompletionStage<Void> apply(ProxySnapshot snapshot);
}
