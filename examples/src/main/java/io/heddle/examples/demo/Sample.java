package io.heddle.examples.demo;

import java.util.List;

/**
 * A glance at a running part.
 *
 * @param rate of requests sent per second since the glance before
 * @param lost so far
 */
public record Sample(
    String part,
    double rate,
    double p50Millis,
    double p99Millis,
    long sent,
    long lost,
    List<ReplicaState> replicas) {
  public Sample {
    replicas = List.copyOf(replicas);
  }

  /** A replica and where it is in its life. */
  public record ReplicaState(String name, String state) {}
}
