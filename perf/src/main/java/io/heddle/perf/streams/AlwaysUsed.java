package io.heddle.perf.streams;

import io.heddle.proxy.xds.ListenerUse;
import java.util.OptionalLong;

/** Listeners that a connection is always open to, so that none is let go of. */
final class AlwaysUsed implements ListenerUse {
  @Override
  public OptionalLong lastUsedNanos(String listener) {
    return OptionalLong.empty();
  }

  @Override
  public void follow(String listener) {}

  @Override
  public void refuse(String listener) {}

  @Override
  public boolean release(String listener) {
    return false;
  }
}
