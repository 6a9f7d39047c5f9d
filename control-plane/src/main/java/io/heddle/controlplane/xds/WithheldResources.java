package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Resources that a client may not be told of now, though it may have older ones: it is known to use
 * them, and never to be up to date.
 */
record WithheldResources(CachedResources resources) implements ResourceSource {
  @Override
  public Optional<EncodedResource> find(String name) {
    return Optional.empty();
  }

  @Override
  public Collection<EncodedResource> all() {
    return List.of();
  }

  @Override
  public void watch(String name) {
    resources.watch(name);
  }

  @Override
  public void unwatch(String name) {
    resources.unwatch(name);
  }

  @Override
  public void watchAll() {
    resources.watchAll();
  }

  @Override
  public void unwatchAll() {
    resources.unwatchAll();
  }

  @Override
  public Absence absence() {
    return Absence.WITHHELD;
  }
}
