package io.heddle.proxy.config;

import java.util.concurrent.CompletionStage;

/** Opens connections to instances that do not serve yet, so that the first request finds one. */
public interface WarmingConnector {
  /** Opens one; the stage gives the cause when it failed, and an empty one when it is open. */
  CompletionStage<String> connectAhead(ClusterConfig cluster, Endpoint endpoint);
}
