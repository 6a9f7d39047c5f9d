package io.heddle.controlplane.xds;

import java.util.Map;
import java.util.Set;

/** What a client's acceptance or refusal of a response means for one stream. */
final class Acknowledgements {
  private static final int MAX_ERROR_CHARS = 1_000;

  private final StreamPeer peer;
  private final Rejections rejections;
  private final XdsObserver observer;

  Acknowledgements(StreamPeer peer, Rejections rejections, XdsObserver observer) {
    this.peer = peer;
    this.rejections = rejections;
    this.observer = observer;
  }

  void accept(TypeStream type, InFlight response) {
    rejections.accept(type.typeUrl(), response.versions().keySet());
    observer.accepted(peer, type.typeUrl());
  }

  /** The resources that the refusal does not name are in force. */
  void refuse(TypeStream type, InFlight response, String error) {
    Map<String, String> versions = response.versions();
    Set<String> refused = NamedInError.of(error, versions.keySet());
    rejections.accept(type.typeUrl(), versions.keySet());
    // It is kept and reported once for each resource; one text may name a thousand of them.
    String reason = error.length() > MAX_ERROR_CHARS ? error.substring(0, MAX_ERROR_CHARS) : error;
    for (String name : refused) {
      ResourceKey key = new ResourceKey(type.typeUrl(), name);
      // What was unsubscribed while the response was under way is nobody's concern any more.
      if (type.subscriptions().covers(name)) {
        rejections.add(key, versions.getOrDefault(name, InFlight.REMOVED), reason);
      }
      observer.rejected(peer, key, reason);
    }
  }
}
