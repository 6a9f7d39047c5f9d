package io.heddle.controlplane.xds;

import io.heddle.controlplane.xds.Holders.Holder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One client across its reconnects: its streams now, and what is left of earlier ones. */
final class ProxyEntry {
  private final ProxyKey key;
  private final List<AdsStream> streams = new ArrayList<>();
  private final List<Lingering> lingering = new ArrayList<>();

  ProxyEntry(ProxyKey key) {
    this.key = key;
  }

  ProxyKey key() {
    return key;
  }

  List<AdsStream> streams() {
    return List.copyOf(streams);
  }

  boolean isGone() {
    return streams.isEmpty() && lingering.isEmpty();
  }

  boolean isLingering() {
    return !lingering.isEmpty();
  }

  void opened(AdsStream stream) {
    streams.add(stream);
  }

  Lingering closed(AdsStream stream) {
    streams.remove(stream);
    Lingering left = Lingering.of(stream);
    lingering.add(left);
    return left;
  }

  void expired(Lingering left) {
    lingering.remove(left);
  }

  void asked(String typeUrl) {
    lingering.forEach(it -> it.forget(typeUrl));
    lingering.removeIf(Lingering::isEmpty);
  }

  /**
   * A client that reconnects asks for all it has before it acknowledges anything: what it has not
   * asked for by now, it no longer has.
   */
  void confirmed() {
    lingering.clear();
  }

  /** Its progress with any of these resources; empty when it holds none. */
  Optional<Holder> holderOf(Collection<ResourceKey> resources) {
    return holder(
        stream -> resources.stream().anyMatch(stream::holds),
        left -> resources.stream().anyMatch(left::holds));
  }

  Optional<Holder> holder() {
    return holder(_ -> true, _ -> true);
  }

  List<ProxyView> views() {
    List<ProxyView> views = new ArrayList<>();
    streams.forEach(stream -> views.add(ProxyView.connected(stream)));
    if (streams.isEmpty()) {
      lingering.forEach(left -> views.add(left.view()));
    }
    return views;
  }

  private Optional<Holder> holder(Predicate<AdsStream> isHolder, Predicate<Lingering> wasHolder) {
    long applied = Long.MAX_VALUE;
    Set<ResourceKey> rejected = new HashSet<>();
    boolean holds = false;
    for (AdsStream stream : streams) {
      if (isHolder.test(stream)) {
        holds = true;
        applied = Math.min(applied, stream.applied());
        rejected.addAll(stream.rejections().keys());
      }
    }
    for (Lingering left : lingering) {
      if (wasHolder.test(left)) {
        holds = true;
        applied = Math.min(applied, left.applied());
        rejected.addAll(left.rejected());
      }
    }
    return holds
        ? Optional.of(new Holder(key.uid(), key.kind(), !streams.isEmpty(), applied, rejected))
        : Optional.empty();
  }
}
