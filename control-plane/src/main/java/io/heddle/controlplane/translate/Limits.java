package io.heddle.controlplane.translate;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;

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

  static final int MAX_CONNECTIONS = 1_024;
  static final int MAX_PENDING_REQUESTS = 1_024;

  private Limits() {}

  static CircuitBreakers circuitBreakers() {
    return CircuitBreakers.newBuilder()
        .addThresholds(
            CircuitBreakers.Thresholds.newBuilder()
                .setMaxConnections(UInt32Value.of(MAX_CONNECTIONS))
                .setMaxPendingRequests(UInt32Value.of(MAX_PENDING_REQUESTS)))
        .build();
  }
}
