package io.heddle.proxy.lifecycle;

import java.time.Duration;

/**
 * How long an instance that was asked to stop waits for its clients.
 *
 * @param fixedWait when no control plane can say that they have let go
 * @param bound for everything before the application is asked to stop, except for {@link #settle}
 * @param settle past the bound, for what is in flight while new requests are refused
 */
public record DrainTimes(Duration fixedWait, Duration bound, Duration settle) {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration APPLICATION_SHARE = Duration.ofSeconds(10);
  private static final Duration LONGEST_SETTLE = Duration.ofSeconds(2);

  /** min(30 s, grace − min(10 s, grace/2)): the application keeps the rest for itself. */
  public static DrainTimes of(Duration grace, Duration fixedWait) {
    Duration share = min(APPLICATION_SHARE, grace.dividedBy(2));
    Duration bound = min(LONGEST, grace.minus(share));
    return new DrainTimes(min(fixedWait, bound), bound, min(LONGEST_SETTLE, share.dividedBy(4)));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
