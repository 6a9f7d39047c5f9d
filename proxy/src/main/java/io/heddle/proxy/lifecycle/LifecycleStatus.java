package io.heddle.proxy.lifecycle;

import java.util.List;

/**
 * Where an instance is in its life, for those who look.
 *
 * @param cause why it is not healthy; empty when it is
 * @param waitingFor what it misses to be ready; empty when it is
 * @param laggards proxies that were not waited for, by instance uid
 */
public record LifecycleStatus(
    String state,
    boolean healthy,
    String cause,
    boolean ready,
    String waitingFor,
    boolean released,
    List<String> laggards) {
  public LifecycleStatus {
    laggards = List.copyOf(laggards);
  }
}
