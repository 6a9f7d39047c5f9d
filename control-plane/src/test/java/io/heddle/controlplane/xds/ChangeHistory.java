package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.LDS;
import static io.heddle.controlplane.xds.Samples.RDS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Random changes for all kinds of clients, and what was true in which generation. */
final class ChangeHistory {
  static final List<String> TYPES = List.of(CDS, EDS, LDS, RDS);
  private static final int NAMES = 6;

  private final Map<ResourceKey, TreeMap<Long, Optional<String>>> contents = new HashMap<>();
  private long counter;

  String randomName(Random random) {
    return "r" + random.nextInt(NAMES);
  }

  void changeSomething(XdsHarness xds, Random random) {
    Map<ResourceKey, Optional<String>> batch = new HashMap<>();
    int size = 1 + random.nextInt(4);
    for (int index = 0; index < size; index++) {
      ResourceKey key =
          new ResourceKey(TYPES.get(random.nextInt(TYPES.size())), randomName(random));
      batch.put(key, random.nextInt(4) == 0 ? Optional.empty() : Optional.of("v" + ++counter));
    }
    List<ResourceChange> changes = new ArrayList<>();
    batch.forEach((key, text) -> {
      for (ClientKind kind : ClientKind.values()) {
        changes.add(new ResourceChange(key, kind, text.map(it -> Samples.content(key, it))));
      }
    });
    long before = xds.cache.generation();
    long generation = xds.cache.generation() + 1;
    batch.forEach((key, text) -> {
      if (!now(key).equals(text)) {
        contents.computeIfAbsent(key, _ -> new TreeMap<>()).put(generation, text);
      }
    });
    long after = xds.apply(changes.toArray(ResourceChange[]::new));
    if (after > before + 1) {
      throw new AssertionError("generation: " + after + " (expected: <= " + (before + 1) + ")");
    }
  }

  Optional<String> now(ResourceKey key) {
    return at(key, Long.MAX_VALUE);
  }

  Optional<String> at(ResourceKey key, long generation) {
    TreeMap<Long, Optional<String>> versions = contents.get(key);
    Map.Entry<Long, Optional<String>> entry =
        versions == null ? null : versions.floorEntry(generation);
    return entry == null ? Optional.empty() : entry.getValue();
  }

  /** The generation that brought this content. */
  long introduced(ResourceKey key, String text) {
    return contents.getOrDefault(key, new TreeMap<>()).entrySet().stream()
        .filter(entry -> entry.getValue().equals(Optional.of(text)))
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** The last generation up to {@code limit} that changed the resource; 0 when none did. */
  long lastChange(ResourceKey key, long limit) {
    TreeMap<Long, Optional<String>> versions = contents.get(key);
    Long generation = versions == null ? null : versions.floorKey(limit);
    return generation == null ? 0 : generation;
  }
}
