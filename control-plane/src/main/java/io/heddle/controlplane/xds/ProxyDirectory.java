package io.heddle.controlplane.xds;

import io.grpc.Status;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every client that is connected or was a moment ago; confined to the mesh thread. */
final class ProxyDirectory implements Holders {
  static final Duration LINGERING = Duration.ofSeconds(60);

  /**
   * Of clients that choose their own names: who asks for ever new ones does not fill the memory.
   */
  static final int LINGERING_STRANGERS = 10_000;

  private final MeshThread mesh;
  private final XdsCache cache;
  private final ChangeSignal signal;
  private final Map<ProxyKey, ProxyEntry> entries = new LinkedHashMap<>();
  private final Map<CacheWatcher, ProxyEntry> byStream = new HashMap<>();
  private final Set<ProxyEntry> withLingering = new LinkedHashSet<>();
  private final Map<Lingering, ProxyEntry> strangers = new LinkedHashMap<>();

  ProxyDirectory(MeshThread mesh, XdsCache cache) {
    this.mesh = mesh;
    this.cache = cache;
    this.signal = new ChangeSignal(mesh.executor());
    cache.onGeneration(signal::raise);
  }

  @Override
  public List<Holder> of(Collection<ResourceKey> resources) {
    Set<ProxyEntry> found = new LinkedHashSet<>(withLingering);
    for (ResourceKey key : resources) {
      for (CacheWatcher watcher : cache.watchersOf(key)) {
        Optional.ofNullable(byStream.get(watcher)).ifPresent(found::add);
      }
    }
    return found.stream().flatMap(entry -> entry.holderOf(resources).stream()).toList();
  }

  @Override
  public Optional<Holder> again(Holder holder, Collection<ResourceKey> resources) {
    return Optional.ofNullable(entries.get(new ProxyKey(holder.uid(), holder.kind())))
        .flatMap(entry -> entry.holderOf(resources));
  }

  @Override
  public List<Holder> all() {
    return entries.values().stream().flatMap(entry -> entry.holder().stream()).toList();
  }

  @Override
  public long generation() {
    return cache.generation();
  }

  @Override
  public void onChange(Runnable listener) {
    signal.listen(listener);
  }

  @Override
  public void delete(String uid) {
    for (ClientKind kind : ClientKind.values()) {
      ProxyEntry entry = entries.remove(new ProxyKey(uid, kind));
      if (entry != null) {
        entry.streams().forEach(byStream::remove);
        withLingering.remove(entry);
      }
    }
    signal.raise();
  }

  List<ProxyView> views() {
    return entries.values().stream().flatMap(entry -> entry.views().stream()).toList();
  }

  List<SecretHolder> secretHolders(String name) {
    return entries.values().stream()
        .flatMap(entry -> entry.streams().stream())
        .flatMap(stream -> stream.secretHolder(name).stream())
        .toList();
  }

  void opened(AdsStream stream) {
    ProxyKey key = ProxyKey.of(stream.peer());
    if (key.kind() == ClientKind.HEDDLE) {
      // A sidecar has one stream; an older one is what a broken connection left. Others may have
      // several.
      Optional.ofNullable(entries.get(key)).stream()
          .flatMap(entry -> entry.streams().stream())
          .forEach(old -> old.close(Status.ABORTED.withDescription("stream: replaced by a newer")));
    }
    ProxyEntry entry = entries.computeIfAbsent(key, ProxyEntry::new);
    entry.opened(stream);
    byStream.put(stream, entry);
    signal.raise();
  }

  void closed(AdsStream stream) {
    ProxyEntry entry = byStream.remove(stream);
    if (entry != null) {
      Lingering left = entry.closed(stream);
      withLingering.add(entry);
      mesh.timer().after(LINGERING, () -> expire(entry, left));
      if (entry.key().kind() != ClientKind.HEDDLE) {
        strangers.put(left, entry);
        forgetEldestStranger();
      }
      signal.raise();
    }
  }

  void asked(AdsStream stream, String typeUrl) {
    find(stream).ifPresent(entry -> entry.asked(typeUrl));
  }

  void confirmed(AdsStream stream) {
    find(stream).ifPresent(ProxyEntry::confirmed);
  }

  void progressed() {
    signal.raise();
  }

  private Optional<ProxyEntry> find(AdsStream stream) {
    return Optional.ofNullable(byStream.get(stream));
  }

  private void forgetEldestStranger() {
    if (strangers.size() > LINGERING_STRANGERS) {
      Map.Entry<Lingering, ProxyEntry> eldest = strangers.entrySet().iterator().next();
      expire(eldest.getValue(), eldest.getKey());
    }
  }

  private void expire(ProxyEntry entry, Lingering left) {
    strangers.remove(left);
    entry.expired(left);
    withLingering.removeIf(it -> !it.isLingering());
    if (entry.isGone()) {
      entries.remove(entry.key(), entry);
    }
    signal.raise();
  }
}
