package io.heddle.proxy.lifecycle;

import java.util.List;

/** Remembers what was said. */
record RecordedSession(List<String> said) implements Session {
  @Override
  public void healthy() {
    said.add("healthy");
  }

  @Override
  public void unhealthy(String cause) {
    said.add("unhealthy: " + cause);
  }

  @Override
  public void stopping() {
    said.add("stopping");
  }

  @Override
  public void quiet() {
    said.add("quiet");
  }
}
