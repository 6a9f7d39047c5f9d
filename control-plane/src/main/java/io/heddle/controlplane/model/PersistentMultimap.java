package io.heddle.controlplane.model;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An immutable map from a key to a set of values, cheap to copy with a change. */
final class PersistentMultimap<K, V> {
  private static final PersistentMultimap<?, ?> EMPTY =
      new PersistentMultimap<>(PersistentMap.empty());

  private final PersistentMap<K, PersistentMap<V, V>> entries;

  private PersistentMultimap(PersistentMap<K, PersistentMap<V, V>> entries) {
    this.entries = entries;
  }

  @SuppressWarnings("unchecked") // It has no entries, so any type of them fits.
  static <K, V> PersistentMultimap<K, V> empty() {
    return (PersistentMultimap<K, V>) EMPTY;
  }

  /** In no particular order. */
  Stream<V> get(K key) {
    return entries.get(key).stream().flatMap(PersistentMap::values);
  }

  int count(K key) {
    return entries.get(key).map(PersistentMap::size).orElse(0);
  }

  PersistentMultimap<K, V> with(K key, V value) {
    PersistentMap<V, V> values = entries.get(key).orElse(PersistentMap.empty());
    return new PersistentMultimap<>(entries.with(key, values.with(value, value)));
  }

  PersistentMultimap<K, V> without(K key, V value) {
    @Nullable PersistentMap<V, V> values = entries.lookUp(key);
    if (values == null) {
      return this;
    }
    PersistentMap<V, V> rest = values.without(value);
    return new PersistentMultimap<>(
        rest.size() == 0 ? entries.without(key) : entries.with(key, rest));
  }
}
