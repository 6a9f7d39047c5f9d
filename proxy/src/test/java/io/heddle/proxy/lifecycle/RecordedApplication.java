package io.heddle.proxy.lifecycle;

import java.util.List;

/** Remembers what was told of an application. */
record RecordedApplication(List<String> heard) implements ApplicationListener {
  @Override
  public void onHealthy() {
    heard.add("healthy");
  }

  @Override
  public void onUnhealthy(String cause) {
    heard.add("unhealthy: " + cause);
  }
}
