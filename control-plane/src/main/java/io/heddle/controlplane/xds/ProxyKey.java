package io.heddle.controlplane.xds;

/** What makes a client the same one after a reconnect. */
record ProxyKey(String uid, ClientKind kind) {
  static ProxyKey of(StreamPeer peer) {
    return new ProxyKey(peer.identity().uid(), peer.kind());
  }
}
