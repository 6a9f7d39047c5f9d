package io.heddle.examples.mix;

import io.heddle.examples.market.Kind;
import io.heddle.examples.market.MarketPorts;
import java.time.Duration;

/**
 * A mixed load.
 *
 * @param market the ports of loopback that lead to it
 * @param requestsPerSecond of all kinds together; a message of a session counts as one
 * @param rampUp the rate grows to its height during this
 * @param sessions how long sessions last
 * @param timeout of a request, and of each wait for a session's peer
 * @param seed of arrivals, lengths and contents
 */
public record MixPlan(
    MarketPorts market,
    int requestsPerSecond,
    Duration rampUp,
    Lengths sessions,
    Duration timeout,
    long seed) {
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

  /** From the shortest to the longest. */
  public record Lengths(Duration min, Duration max) {
    public static final Lengths DEFAULT = new Lengths(Duration.ofSeconds(1), Duration.ofSeconds(8));

    public Lengths {
      if (!min.isPositive() || max.compareTo(min) <= 0) {
        throw new IllegalArgumentException(
            "lengths: %s to %s (expected: more than 0, and more than that)".formatted(min, max));
      }
    }
  }

  /** Requests, or messages, per second of one kind. */
  double rate(Kind kind) {
    return requestsPerSecond * percent(kind) / 100.0;
  }

  /** How many sessions of a kind are open at a time; one of them lasts for the whole run. */
  int openSessions(Kind kind) {
    return Math.max(2, (int) Math.round(rate(kind) * SHORTEST_INTERVAL.toMillis() / 1_000));
  }

  /** Between two messages of a session, so that all of them make up the kind's rate. */
  Duration messageInterval(Kind kind) {
    Duration interval = Duration.ofMillis((long) (1_000 * openSessions(kind) / rate(kind)));
    return interval.compareTo(LONGEST_INTERVAL) < 0 ? interval : LONGEST_INTERVAL;
  }

  private static int percent(Kind kind) {
    return switch (kind) {
      case HTTP1_GET -> 25;
      case HTTP2_GET -> 20;
      case GRPC_UNARY -> 15;
      case HTTP1_POST, HTTP2_POST -> 10;
      case GRPC_SERVER_STREAM, GRPC_BIDI, WEBSOCKET, TCP -> 5;
    };
  }
}
