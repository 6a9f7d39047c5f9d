package io.heddle.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A client that subscribes and answers at random, and checks what the server believes of it. */
abstract class SimulatedClient {
  final XdsHarness xds;
  final ChangeHistory history;
  final String uid;

  /** What it has in force. */
  private final Map<ResourceKey, String> view = new HashMap<>();

  private final Set<ResourceKey> wanted = new LinkedHashSet<>();
  private final Set<ResourceKey> refused = new HashSet<>();

  /** Up to which generation it has acknowledged a resource. */
  private final Map<ResourceKey, Long> known = new HashMap<>();

  SimulatedClient(XdsHarness xds, ChangeHistory history, String uid) {
    this.xds = xds;
    this.history = history;
    this.uid = uid;
  }

  abstract void tellSubscriptions(ResourceKey changed);

  /**
   * Answers one response if there is one; refuses one resource of it if {@code refuses} draws so.
   */
  abstract boolean answer(Random random, int refusalPercent);

  abstract void reconnect();

  abstract boolean isToldOfRemovals(String typeUrl);

  abstract boolean isAnsweredWhenMissing();

  void toggle(ResourceKey key) {
    if (!wanted.remove(key)) {
      wanted.add(key);
    }
    tellSubscriptions(key);
  }

  /** The server takes notice that the client has let go of it. */
  void letsGo(ResourceKey key) {
    view.remove(key);
    known.remove(key);
    refused.remove(key);
  }

  /** The server takes notice of the subscription with what is about to be said. */
  void asksFor(ResourceKey key) {
    boolean isSilent = history.now(key).isEmpty() && !isAnsweredWhenMissing();
    // Nobody will tell it that there is nothing.
    known.putIfAbsent(key, isSilent ? xds.cache.generation() : appliedOrNothing());
  }

  Set<ResourceKey> wanted() {
    return wanted;
  }

  Set<ResourceKey> refused() {
    return refused;
  }

  /** It kept over a reconnect what is still true. */
  void kept(ResourceKey key) {
    if (Optional.ofNullable(view.get(key)).equals(history.now(key))) {
      known.put(key, xds.cache.generation());
    }
  }

  void startedAnew() {
    refused.clear();
    known.clear();
  }

  void accept(ResourceKey key, Optional<String> text, long asOf) {
    refused.remove(key);
    known.put(key, asOf);
    text.ifPresentOrElse(it -> view.put(key, it), () -> view.remove(key));
  }

  /** A resource that is gone already, but was told once more because its removal could not be. */
  void acceptFormer(ResourceKey key, String text) {
    refused.remove(key);
    known.merge(key, history.introduced(key, text), Math::max);
  }

  void refuse(ResourceKey key, long asOf) {
    refused.add(key);
    known.merge(key, asOf, Math::max);
  }

  /** The watermark has passed no change that this client has not answered. */
  void checkWatermark() {
    long applied = appliedOrNothing();
    for (ResourceKey key : known.keySet()) {
      long change = history.lastChange(key, applied);
      boolean isSilent = history.at(key, applied).isEmpty() && !isToldOfRemovals(key.typeUrl());
      if (!isSilent) {
        assertThat(known.getOrDefault(key, 0L))
            .describedAs("%s: %s of generation %s, applied %s", uid, key, change, applied)
            .isGreaterThanOrEqualTo(change);
      }
    }
  }

  /** With everything answered, it has what the cache has, but for what it refused. */
  void checkQuiet() {
    for (ResourceKey key : wanted) {
      Optional<String> truth = history.now(key);
      boolean isSilent = truth.isEmpty() && !isToldOfRemovals(key.typeUrl());
      if (!refused.contains(key) && !isSilent) {
        assertThat(Optional.ofNullable(view.get(key)))
            .describedAs("%s: %s", uid, key)
            .isEqualTo(truth);
      }
    }
    if (!wanted.isEmpty()) {
      assertThat(xds.applied(uid)).describedAs(uid).isEqualTo(xds.cache.generation());
      assertThat(xds.holder(uid).rejected()).describedAs(uid).isEqualTo(refused);
    }
  }

  private long appliedOrNothing() {
    return xds.xds.holders().all().stream()
        .filter(it -> it.uid().equals(uid))
        .mapToLong(Holders.Holder::applied)
        .findAny()
        .orElse(0);
  }
}
