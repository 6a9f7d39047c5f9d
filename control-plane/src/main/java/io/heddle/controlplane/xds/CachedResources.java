package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.Optional;

/** The shared cache, as one stream may see it. */
final class CachedResources implements ResourceSource {
  private final ResourceTable table;
  private final CacheWatcher watcher;
  private final Visibility visibility;

  CachedResources(ResourceTable table, CacheWatcher watcher, Visibility visibility) {
    this.table = table;
    this.watcher = watcher;
    this.visibility = visibility;
  }

  @Override
  public Optional<EncodedResource> find(String name) {
    return visibility.shows(name) ? table.find(name) : Optional.empty();
  }

  @Override
  public Collection<EncodedResource> all() {
    return table.all().stream().filter(it -> visibility.shows(it.name())).toList();
  }

  @Override
  public void watch(String name) {
    if (visibility.shows(name)) {
      table.watchers().add(name, watcher);
    }
  }

  @Override
  public void unwatch(String name) {
    table.watchers().remove(name, watcher);
  }

  @Override
  public void watchAll() {
    table.watchers().addToEverything(watcher);
  }

  @Override
  public void unwatchAll() {
    table.watchers().removeFromEverything(watcher);
  }

  @Override
  public Absence absence() {
    return Absence.REMOVED;
  }
}
