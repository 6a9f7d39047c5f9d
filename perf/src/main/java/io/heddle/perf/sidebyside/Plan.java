package io.heddle.perf.sidebyside;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is measured, how long and how often.
 *
 * @param rates requests per second, one after the other; the first is also that of the cold phase
 * @param connections that carry the load, of every contender
 * @param measured how long each rate is measured
 * @param cold how long a pair is measured at once after its first answer
 * @param warmUp how long code that is compiled while it runs is warmed up then
 * @param seed of the order of contenders and of the load
 */
record Plan(
    int repeats,
    List<Integer> rates,
    int connections,
    Duration measured,
    Duration cold,
    Duration warmUp,
    Set<Make> makes,
    long seed) {
  /** Lower than what a pair on one processor can carry. */
  static final int WARM_UP_RATE = 2_000;

  private static final int MAX_REPEATS = 500;
  private static final int MAX_CONNECTIONS = 1_024;
  private static final Duration SETTLING = Duration.ofSeconds(3);

  Plan {
    rates = List.copyOf(rates);
    makes = Set.copyOf(makes);
    if (repeats < 1 || repeats > MAX_REPEATS) {
      throw new IllegalArgumentException(
          "repeats: " + repeats + " (expected: 1-" + MAX_REPEATS + ")");
    }
    if (rates.isEmpty() || rates.stream().anyMatch(rate -> rate < 1 || rate > 100_000)) {
      throw new IllegalArgumentException("rates: " + rates + " (expected: each 1-100000)");
    }
    if (rates.stream().distinct().count() < rates.size()) {
      throw new IllegalArgumentException("rates: " + rates + " (expected: each once)");
    }
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException(
          "connections: " + connections + " (expected: 1-" + MAX_CONNECTIONS + ")");
    }
    requirePositive("measured", measured);
    requirePositive("cold", cold);
    requirePositive("warm-up", warmUp);
  }

  /** How long a pair of that kind is loaded before it is measured. */
  Duration warmUp(Peer.Warming warming) {
    return switch (warming) {
      case JUST_IN_TIME -> warmUp;
      case NATIVE -> warmUp.compareTo(SETTLING) < 0 ? warmUp : SETTLING;
    };
  }

  private static void requirePositive(String what, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: > 0)");
    }
  }
}
