package io.heddle.controlplane.xds;

import io.heddle.controlplane.xds.StreamRequest.Delta;
import io.heddle.controlplane.xds.StreamRequest.StateOfTheWorld;
import java.util.Map;

/**
 * What a client says it kept of a type from an earlier stream.
 *
 * @param versions by name; the state of the world does not say them
 */
record EarlierState(Kept kept, Map<String, String> versions) {
  static final EarlierState NOTHING = new EarlierState(Kept.NOTHING, Map.of());

  /** Whether there is anything. */
  enum Kept {
    NOTHING,
    SOMETHING
  }

  /** As the first request of the type says; later ones say nothing about it. */
  static EarlierState of(StreamRequest first) {
    return switch (first) {
      case Delta it when !it.initialVersions().isEmpty() ->
          new EarlierState(Kept.SOMETHING, it.initialVersions());
      case StateOfTheWorld it when !it.version().isEmpty() ->
          new EarlierState(Kept.SOMETHING, Map.of());
      case Delta _, StateOfTheWorld _ -> NOTHING;
    };
  }

  boolean isSomething() {
    return kept == Kept.SOMETHING;
  }

  boolean includes(EncodedResource resource) {
    return resource.version().equals(versions.get(resource.name()));
  }
}
