package io.heddle.proxy.http;

import io.heddle.proxy.http.DownstreamConnection.Direction;

/** Hears the facts of connections, on the event loop where they happen; must not block. */
public interface ConnectionObserver {
  /** A connection was accepted, secured and matched. */
  void onOpened(DownstreamConnection connection);

  void onClosed(DownstreamConnection connection);

  /** A connection was closed instead of served. */
  void onRefused(Direction direction, int port, Refusal refusal, String detail);

  /** An opaque connection has ended; bytes as seen from this sidecar. */
  void onForwarded(TcpFacts facts);

  /** A connection to an endpoint was tried; cause is empty when it came about. */
  void onUpstreamConnect(String cluster, String endpointUid, long nanos, String cause);

  /** Why a connection is not served. */
  enum Refusal {
    TOO_MANY_CONNECTIONS,
    HANDSHAKE_FAILED,
    PLAINTEXT,
    NO_IDENTITY,
    NO_CHAIN,
    PEER_REFUSED,
    NO_LISTENER,
    TOO_MANY_HELD,
    NOT_SERVING,
    OVER_MEMORY
  }

  /** Hears nothing. */
  ConnectionObserver NONE = new SilentConnectionObserver();
}
