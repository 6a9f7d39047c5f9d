package io.heddle.perf.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * What a load run sends, where, and how fast.
 *
 * @param targets dialled round robin
 * @param rampUp the rate grows to its height during this; zero: at once
 * @param postShare of the requests, from 0 to 1; the others are GETs
 * @param idPrefix what every request id of this run begins with
 * @param seed of arrivals and methods
 */
public record LoadPlan(
    List<InetSocketAddress> targets,
    String path,
    int requestsPerSecond,
    Duration duration,
    Duration rampUp,
    double postShare,
    String idPrefix,
    long seed,
    EchoCheck check,
    LoadLimits limits) {
  public LoadPlan {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("targets: none (expected: at least one)");
    }
    if (targets.size() > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("targets: " + targets.size() + " (expected: <= 127)");
    }
    if (limits.pooling() == Pooling.FIXED && limits.connections() < targets.size()) {
      throw new IllegalArgumentException(
          "connections: %d (expected: >= %d, one for each target)"
              .formatted(limits.connections(), targets.size()));
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: " + path + " (expected: begins with /)");
    }
    if (requestsPerSecond < 1 || requestsPerSecond > 100_000) {
      throw new IllegalArgumentException("rate: " + requestsPerSecond + " (expected: 1-100000)");
    }
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("duration: " + duration + " (expected: > 0)");
    }
    if (rampUp.isNegative()) {
      throw new IllegalArgumentException("ramp-up: " + rampUp + " (expected: >= 0)");
    }
    if (!(postShare >= 0 && postShare <= 1)) {
      throw new IllegalArgumentException("POST share: " + postShare + " (expected: 0-1)");
    }
    if (!idPrefix.matches("[A-Za-z0-9]{1,32}")) {
      throw new IllegalArgumentException(
          "id prefix: " + idPrefix + " (expected: 1-32 letters and digits)");
    }
  }
}
