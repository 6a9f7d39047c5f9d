package io.heddle.proxy.lifecycle;

import java.time.Duration;

/**
 * How long an instance that was asked to stop waits for its clients.
 *
 * @param fixedWait when no control plane can say that they have let go
 * @param bound for everything before the application is asked to stop, except for {@link #settle}
 * @param word past the bound, for the word of a control plane that counts the same bound and has
 *     heard of the stop a little later
 * @param settle past the bound, for what is in flight while new requests are refused
 */
public record DrainTimes(Duration fixedWait, Duration bound, Duration word, Duration settle) {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration APPLICATION_SHARE = Duration.ofSeconds(10);
  private static final Duration LONGEST_SETTLE = Duration.ofSeconds(2);

  /** min(30 s, grace − min(10 s, grace/2)): the application keeps the rest for itself. */
  public static DrainTimes of(Duration grace, Duration fixedWait) {
    Duration share = min(APPLICATION_SHARE, grace.dividedBy(2));
    Duration bound = min(LONGEST, grace.minus(share));
    Duration settle = min(LONGEST_SETTLE, share.dividedBy(4));
    return new DrainTimes(min(fixedWait, bound), bound, settle.dividedBy(4), settle);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
