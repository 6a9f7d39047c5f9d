package io.heddle.controlplane.xds;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every resource of the mesh, encoded once; confined to the mesh thread. */
public final class XdsCache {
  private final ResourceEncoder encoder = new ResourceEncoder();
  private final Map<ClientKind, Map<String, ResourceTable>> tables =
      new EnumMap<>(ClientKind.class);
  private final List<Runnable> listeners = new ArrayList<>();
  private long generation;

  /** Puts changes in force and returns their generation; the current one if they change nothing. */
  public long apply(List<ResourceChange> changes) {
    // Everything is encoded before anything changes: content that cannot be encoded changes
    // nothing.
    List<Encoded> encoded = changes.stream().map(this::encode).toList();
    long next = generation + 1;
    Set<CacheWatcher> touched = new LinkedHashSet<>();
    boolean changed = false;
    for (Encoded change : encoded) {
      changed |= replace(change, next, touched);
    }
    if (changed) {
      generation = next;
      touched.forEach(CacheWatcher::flush);
      listeners.forEach(Runnable::run);
    }
    return generation;
  }

  /** Whether there is such a resource for that kind of client. */
  public boolean contains(ResourceKey key, ClientKind kind) {
    return table(key.typeUrl(), kind).find(key.name()).isPresent();
  }

  /** Every resource for that kind of client, sorted by type and name. */
  public List<DumpedResource> all(ClientKind kind) {
    return dump().stream()
        .filter(resource -> resource.kind() == kind)
        .sorted(
            Comparator.comparing((DumpedResource resource) -> resource.key().typeUrl())
                .thenComparing(resource -> resource.key().name()))
        .toList();
  }

  /** What a client has who follows the listener, itself first; empty without such a listener. */
  public List<DumpedResource> reachable(String listener, ClientKind kind) {
    ResourceKey start = new ResourceKey(TypeUrls.LISTENER, listener);
    Set<ResourceKey> seen = new LinkedHashSet<>(Set.of(start));
    Deque<ResourceKey> open = new ArrayDeque<>(seen);
    List<DumpedResource> found = new ArrayList<>();
    while (!open.isEmpty()) {
      ResourceKey key = open.remove();
      Optional<EncodedResource> resource = table(key.typeUrl(), kind).find(key.name());
      if (resource.isPresent()) {
        found.add(DumpedResource.of(key.typeUrl(), kind, resource.get()));
        References.of(resource.get().content()).stream().filter(seen::add).forEach(open::add);
      }
    }
    return found;
  }

  long generation() {
    return generation;
  }

  /** Runs after each new generation has been told to its watchers. */
  void onGeneration(Runnable listener) {
    listeners.add(listener);
  }

  ResourceTable table(String typeUrl, ClientKind kind) {
    return tables
        .computeIfAbsent(kind, _ -> new HashMap<>())
        .computeIfAbsent(typeUrl, _ -> new ResourceTable());
  }

  Set<CacheWatcher> watchersOf(ResourceKey key) {
    Set<CacheWatcher> watchers = new LinkedHashSet<>();
    for (ClientKind kind : ClientKind.values()) {
      watchers.addAll(table(key.typeUrl(), kind).watchers().of(key.name()));
    }
    return watchers;
  }

  List<DumpedResource> dump() {
    List<DumpedResource> dump = new ArrayList<>();
    tables.forEach((kind, byType) ->
        byType.forEach((typeUrl, table) ->
            table.all().forEach(it -> dump.add(DumpedResource.of(typeUrl, kind, it)))));
    return dump;
  }

  private Encoded encode(ResourceChange change) {
    String typeUrl = change.key().typeUrl();
    if (!TypeUrls.isServed(typeUrl) || typeUrl.equals(TypeUrls.SECRET)) {
      throw new IllegalArgumentException(
          "type: " + typeUrl + " (expected: a listener, route, cluster or endpoints)");
    }
    return new Encoded(
        change.key(),
        change.kind(),
        change.content().map(content -> encoder.encode(change.key(), content)));
  }

  private boolean replace(Encoded change, long next, Set<CacheWatcher> touched) {
    ResourceTable table = table(change.key().typeUrl(), change.kind());
    String name = change.key().name();
    if (table.find(name).map(EncodedResource::version).equals(change.version())) {
      return false;
    }
    Optional<EncodedResource> previous = table.replace(name, change.content());
    for (CacheWatcher watcher : table.watchers().of(name)) {
      watcher.changed(change.key(), previous, next);
      touched.add(watcher);
    }
    return true;
  }

  /** A change whose content is ready for the wire. */
  private record Encoded(ResourceKey key, ClientKind kind, Optional<EncodedResource> content) {
    Optional<String> version() {
      return content.map(EncodedResource::version);
    }
  }
}
