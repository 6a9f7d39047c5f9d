package io.heddle.proxy.telemetry;

import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;

/**
 * What is counted together.
 *
 * @param peer SPIFFE id of the downstream side; empty for plaintext
 * @param status 0 for opaque connections
 */
record TrafficKey(
    Direction direction, Kind kind, String peer, String cluster, int status, String flag) {

  static TrafficKey of(DownstreamConnection connection, String cluster, int status, String flag) {
    return new TrafficKey(
        connection.direction(), connection.kind(), connection.peer(), cluster, status, flag);
  }

  /** The same without what there can be any number of. */
  TrafficKey folded() {
    return new TrafficKey(direction, kind, "", "", status / 100 * 100, flag);
  }
}
