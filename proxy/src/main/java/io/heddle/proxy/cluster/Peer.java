package io.heddle.proxy.cluster;

/**
 * Who is on the other side of a connection.
 *
 * @param id its SPIFFE id; empty where nothing is secured
 * @param protocol what both agreed on in the handshake (ALPN); empty if they did not
 */
public record Peer(String id, String protocol) {
  static final Peer UNKNOWN = new Peer("", "");

  private static final String OURS = "heddle-";

  /** May a protocol that a cluster offers be spoken with others than sidecars of ours? */
  static boolean isForStrangers(String protocol) {
    return !protocol.startsWith(OURS);
  }

  /** Is it a sidecar of ours, whose private fields can be believed? */
  boolean isSidecar() {
    return protocol.startsWith(OURS);
  }
}
