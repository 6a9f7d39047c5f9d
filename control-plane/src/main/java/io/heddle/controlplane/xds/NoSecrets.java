package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The secrets of a stream whose connection is not fit for any. */
record NoSecrets() implements ResourceSource {
  @Override
  public Optional<EncodedResource> find(String name) {
    return Optional.empty();
  }

  @Override
  public Collection<EncodedResource> all() {
    return List.of();
  }

  @Override
  public void watch(String name) {}

  @Override
  public void unwatch(String name) {}

  @Override
  public void watchAll() {}

  @Override
  public void unwatchAll() {}

  @Override
  public Absence absence() {
    return Absence.LATER;
  }
}
