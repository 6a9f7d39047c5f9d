package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.List;

/** Secrets of one stream: had by name alone, and never said to be gone. Here they never change. */
interface NamedSecrets extends ResourceSource {
  @Override
  default Collection<EncodedResource> all() {
    return List.of();
  }

  @Override
  default void watch(String name) {
    // There is nothing to tell of later.
  }

  @Override
  default void unwatch(String name) {
    // Nothing was watched.
  }

  @Override
  default void watchAll() {
    // A wildcard names no secret.
  }

  @Override
  default void unwatchAll() {
    // Nothing was watched.
  }

  @Override
  default Absence absence() {
    return Absence.LATER;
  }
}
