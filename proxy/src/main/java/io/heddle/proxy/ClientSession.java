package io.heddle.proxy;

import io.heddle.proxy.lifecycle.Session;
import io.heddle.proxy.xds.ControlPlaneClient;

/** What the lifecycle has to say, said to the control plane. */
record ClientSession(ControlPlaneClient client) implements Session {
  @Override
  public void healthy() {
    client.healthy();
  }

  @Override
  public void unhealthy(String cause) {
    client.unhealthy(cause);
  }

  @Override
  public void stopping() {
    client.stopping();
  }

  @Override
  public void quiet() {
    client.quiet();
  }
}
