package io.heddle.controlplane.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in many parts, so that a changed copy shares all parts but one.
 *
 * <p>The number of parts follows the size: a map of three entries has one part, of a million
 * 65,536.
 */
final class PersistentMap<K, V> {
  private static final int ENTRIES_PER_PART = 16;
  private static final int GROWTH = 16;
  private static final int MAX_PARTS = 1 << 16;
  private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(List.of(Map.of()), 0);

  private final List<Map<K, V>> parts;
  private final int size;

  private PersistentMap(List<Map<K, V>> parts, int size) {
    this.parts = parts;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // It has no entries, so any type of them fits.
  static <K, V> PersistentMap<K, V> empty() {
    return (PersistentMap<K, V>) EMPTY;
  }

  int size() {
    return size;
  }

  Optional<V> get(K key) {
    return Optional.ofNullable(lookUp(key));
  }

  @Nullable V lookUp(K key) {
    return parts.get(partOf(key)).get(key);
  }

  Stream<V> values() {
    return parts.stream().flatMap(part -> part.values().stream());
  }

  PersistentMap<K, V> with(K key, V value) {
    Map<K, V> part = new HashMap<>(parts.get(partOf(key)));
    int newSize = part.put(key, value) == null ? size + 1 : size;
    PersistentMap<K, V> copy = replacing(partOf(key), part, newSize);
    boolean crowded = newSize > copy.parts.size() * ENTRIES_PER_PART;
    return crowded && copy.parts.size() < MAX_PARTS ? copy.grown() : copy;
  }

  PersistentMap<K, V> without(K key) {
    if (lookUp(key) == null) {
      return this;
    }
    if (size == 1) {
      return empty();
    }
    Map<K, V> part = new HashMap<>(parts.get(partOf(key)));
    part.remove(key);
    return replacing(partOf(key), part, size - 1);
  }

  private PersistentMap<K, V> replacing(int index, Map<K, V> part, int newSize) {
    List<Map<K, V>> copy = new ArrayList<>(parts);
    copy.set(index, part);
    return new PersistentMap<>(copy, newSize);
  }

  private PersistentMap<K, V> grown() {
    List<Map<K, V>> more =
        new ArrayList<>(Collections.nCopies(parts.size() * GROWTH, Map.<K, V>of()));
    for (Map<K, V> part : parts) {
      part.forEach((key, value) -> {
        int index = partOf(key, more.size());
        if (more.get(index).isEmpty()) {
          more.set(index, new HashMap<>());
        }
        more.get(index).put(key, value);
      });
    }
    return new PersistentMap<>(more, size);
  }

  private int partOf(K key) {
    return partOf(key, parts.size());
  }

  private static int partOf(Object key, int parts) {
    // A part's own table uses the low bits, so the parts are told apart by scrambled high ones.
    return ((key.hashCode() * 0x9E3779B9) >>> 15) & (parts - 1);
  }
}
