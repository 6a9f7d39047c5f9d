package io.heddle.controlplane;

import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import io.heddle.controlplane.xds.StreamPeer;
import io.heddle.controlplane.xds.TypeUrls;
import java.util.List;
import java.util.Set;

/**
 * Has a sidecar that starts fetch, before it is ready, what others of its identity use. Confined to
 * the mesh thread.
 *
 * <p>An instance's list is taken when its sidecar asks for its inbound listener without having one:
 * before it is answered, and so without a push. It stays as it is however much is learnt later, and
 * when the sidecar reconnects: a sidecar that is ready follows no list, and what one instance uses
 * is no news to the thousand others that run.
 */
final class Prefetch {
  private static final String INBOUND = "inbound/";

  private final UsedListeners used;
  private final MeshState state;

  Prefetch(UsedListeners used, MeshState state) {
    this.used = used;
    this.state = state;
  }

  void opened(StreamPeer peer) {
    if (isSidecar(peer)) {
      used.opened(peer.identity().id());
    }
  }

  void closed(StreamPeer peer) {
    if (isSidecar(peer)) {
      used.closed(peer.identity().id());
    }
  }

  /** The client is about to subscribe; {@code held} are names that it has already. */
  void asked(StreamPeer peer, String typeUrl, List<String> names, Set<String> held) {
    if (!isSidecar(peer) || !typeUrl.equals(TypeUrls.LISTENER)) {
      return;
    }
    String uid = peer.identity().uid();
    String inbound = INBOUND + uid;
    if (names.contains(inbound) && !held.contains(inbound)) {
      state.prefetch(uid, used.of(peer.identity().id()));
    }
    used.asked(
        peer.identity().id(), names.stream().filter(name -> !name.startsWith(INBOUND)).toList());
  }

  private static boolean isSidecar(StreamPeer peer) {
    return peer.kind() == ClientKind.HEDDLE && peer.identity().access() == Access.EVERYTHING;
  }
}
