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

  // Written out, for it is asked on every request: what a record gives itself is called through
  // method handles, which only the last compiler makes cheap.
  @Override
  public int hashCode() {
    int hash = direction.hashCode();
    hash = 31 * hash + kind.hashCode();
    hash = 31 * hash + peer.hashCode();
    hash = 31 * hash + cluster.hashCode();
    hash = 31 * hash + status;
    return 31 * hash + flag.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrafficKey that
        && direction == that.direction
        && kind == that.kind
        && status == that.status
        && peer.equals(that.peer)
        && cluster.equals(that.cluster)
        && flag.equals(that.flag);
  }

  /** The same without what there can be any number of. */
  TrafficKey folded() {
    return new TrafficKey(direction, kind, "", "", status / 100 * 100, flag);
  }
}
