package io.heddle.controlplane.translate;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget;
import io.envoyproxy.envoy.type.v3.Percent;

/** The mesh's limits and defaults, as far as they travel with resources. */
final class Limits {
  static final long STREAM_IDLE_SECONDS = 300;
  static final long REQUEST_HEADERS_SECONDS = 10;
  static final int MAX_REQUEST_HEADERS_KIB = 60;
  static final long CONNECT_SECONDS = 1;
  static final long TCP_IDLE_SECONDS = 3_600;

  /** An unused connection between sidecars; its client closes it, earlier than its server would. */
  static final long MESH_IDLE_SECONDS = 60;

  /** A connection to the application; one that was idle for longer may be closing right now. */
  static final long APPLICATION_IDLE_SECONDS = 1;

  /** HTTP/2 says that a connection ends before it does. */
  static final long APPLICATION_HTTP_2_IDLE_SECONDS = 60;

  static final int MAX_CONNECTIONS = 1_024;
  static final int MAX_PENDING_REQUESTS = 1_024;

  /** Of the requests to a service that are in flight; so failing it does not multiply its load. */
  static final int RETRY_BUDGET_PERCENT = 20;

  /** A service that few ask is retried nevertheless. */
  static final int MIN_RETRY_CONCURRENCY = 3;

  private Limits() {}

  static CircuitBreakers circuitBreakers() {
    return CircuitBreakers.newBuilder().addThresholds(thresholds()).build();
  }

  /** For clusters whose clients may be told to try again. */
  static CircuitBreakers withRetryBudget() {
    return CircuitBreakers.newBuilder()
        .addThresholds(
            thresholds()
                .setRetryBudget(
                    RetryBudget.newBuilder()
                        .setBudgetPercent(Percent.newBuilder().setValue(RETRY_BUDGET_PERCENT))
                        .setMinRetryConcurrency(UInt32Value.of(MIN_RETRY_CONCURRENCY))))
        .build();
  }

  private static Thresholds.Builder thresholds() {
    return Thresholds.newBuilder()
        .setMaxConnections(UInt32Value.of(MAX_CONNECTIONS))
        .setMaxPendingRequests(UInt32Value.of(MAX_PENDING_REQUESTS));
  }
}
