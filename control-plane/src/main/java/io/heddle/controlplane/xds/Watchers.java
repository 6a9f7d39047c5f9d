package io.heddle.controlplane.xds;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who watches which names of one table. */
final class Watchers {
  private final Map<String, Set<CacheWatcher>> byName = new HashMap<>();
  private final Set<CacheWatcher> everything = new LinkedHashSet<>();

  void add(String name, CacheWatcher watcher) {
    byName.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(watcher);
  }

  void remove(String name, CacheWatcher watcher) {
    byName.computeIfPresent(
        name,
        (_, watchers) -> {
          watchers.remove(watcher);
          return watchers.isEmpty() ? null : watchers;
        });
  }

  void addToEverything(CacheWatcher watcher) {
    everything.add(watcher);
  }

  void removeFromEverything(CacheWatcher watcher) {
    everything.remove(watcher);
  }

  /** Those of the name and those of everything. */
  Set<CacheWatcher> of(String name) {
    Set<CacheWatcher> found = new LinkedHashSet<>(byName.getOrDefault(name, Set.of()));
    found.addAll(everything);
    return found;
  }
}
