package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The resources of one type for one kind of client, and who watches them. */
final class ResourceTable {
  private final SortedMap<String, EncodedResource> resources = new TreeMap<>();
  private final Watchers watchers = new Watchers();

  Optional<EncodedResource> find(String name) {
    return Optional.ofNullable(resources.get(name));
  }

  /** Puts the content, or its absence, in force and returns what was there. */
  Optional<EncodedResource> replace(String name, Optional<EncodedResource> content) {
    EncodedResource previous =
        content.isPresent() ? resources.put(name, content.get()) : resources.remove(name);
    return Optional.ofNullable(previous);
  }

  /** In the order of their names. */
  Collection<EncodedResource> all() {
    return Collections.unmodifiableCollection(resources.values());
  }

  Watchers watchers() {
    return watchers;
  }
}
