package io.heddle.proxy.xds;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Connections that tests open and close by hand. */
final class FakeUse implements ListenerUse {
  private final LongSupplier nanoTicker;
  private final Map<String, Long> lastUsed = new ConcurrentHashMap<>();
  private final Map<String, Integer> connections = new ConcurrentHashMap<>();
  private final Set<String> followed = ConcurrentHashMap.newKeySet();

  FakeUse(LongSupplier nanoTicker) {
    this.nanoTicker = nanoTicker;
  }

  void open(String listener) {
    connections.merge(listener, 1, Integer::sum);
    lastUsed.put(listener, nanoTicker.getAsLong());
  }

  void close(String listener) {
    connections.merge(listener, -1, Integer::sum);
    lastUsed.put(listener, nanoTicker.getAsLong());
  }

  boolean isUsed(String listener) {
    return connections.getOrDefault(listener, 0) > 0;
  }

  boolean isFollowed(String listener) {
    return followed.contains(listener);
  }

  @Override
  public OptionalLong lastUsedNanos(String listener) {
    Long nanos = lastUsed.get(listener);
    return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  @Override
  public void follow(String listener) {
    followed.add(listener);
  }

  @Override
  public void refuse(String listener) {
    followed.remove(listener);
  }

  @Override
  public boolean release(String listener) {
    if (isUsed(listener)) {
      return false;
    }
    followed.remove(listener);
    return true;
  }
}
