package io.heddle.proxy.lifecycle;

import java.util.List;

/**
 * How an instance lives.
 *
 * @param applicationPorts of the application that the mesh can reach; empty: nobody calls it
 */
public record LifecycleConfig(
    CheckConfig check, DrainTimes drain, StopMode stop, List<Integer> applicationPorts) {
  public LifecycleConfig {
    applicationPorts = List.copyOf(applicationPorts);
  }

  boolean servesMesh() {
    return !applicationPorts.isEmpty();
  }
}
