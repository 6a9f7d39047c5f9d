package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a stream has refused and not accepted since; normally nothing. */
final class Rejections {
  private final Map<ResourceKey, Rejection> rejections = new LinkedHashMap<>();

  void add(ResourceKey key, String version, String error) {
    rejections.put(key, new Rejection(version, error));
  }

  void accept(String typeUrl, Collection<String> names) {
    if (!rejections.isEmpty()) {
      names.forEach(name -> rejections.remove(new ResourceKey(typeUrl, name)));
    }
  }

  void removeIf(Predicate<ResourceKey> condition) {
    rejections.keySet().removeIf(condition);
  }

  /** Whether the client has said no to exactly this. */
  boolean contains(ResourceKey key, String version) {
    Rejection rejection = rejections.get(key);
    return rejection != null && rejection.version().equals(version);
  }

  Set<ResourceKey> keys() {
    return Collections.unmodifiableSet(rejections.keySet());
  }

  Map<ResourceKey, Rejection> all() {
    return Collections.unmodifiableMap(rejections);
  }

  /** The version that was refused, and why. */
  record Rejection(String version, String error) {}
}
