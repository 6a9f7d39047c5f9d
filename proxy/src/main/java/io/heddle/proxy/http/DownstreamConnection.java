package io.heddle.proxy.http;

import java.net.SocketAddress;

/**
 * Who is on the other side of an accepted connection.
 *
 * @param peer SPIFFE id; empty for plaintext
 * @param listener name of the listener resource that serves it
 */
public record DownstreamConnection(
    Direction direction, Kind kind, String peer, String listener, SocketAddress remote, int port) {

  /** Which way the connection's requests go, seen from the application. */
  public enum Direction {
    INBOUND,
    OUTBOUND
  }

  /** Who speaks. */
  public enum Kind {
    /** A Heddle sidecar, by mTLS and its ALPN name. */
    MESH,
    /** An mTLS peer of another make. */
    MUTUAL_TLS,
    /** An application on this host. */
    PLAINTEXT
  }

  public boolean isMesh() {
    return kind == Kind.MESH;
  }
}
