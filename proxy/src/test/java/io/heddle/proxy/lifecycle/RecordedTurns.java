package io.heddle.proxy.lifecycle;

import java.util.List;

/** Remembers the turning points. */
record RecordedTurns(List<String> said) implements LifecycleListener {
  @Override
  public void onReady() {
    said.add("ready");
  }

  @Override
  public void onDrained() {
    said.add("drained");
  }
}
