package io.heddle.proxy.cluster.balance;

import io.heddle.proxy.http.LoadStamp;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop knows of an endpoint's load: its own requests there, and what the endpoint
 * says of itself on responses.
 */
public final class KnownLoad {
  private static final double STAMP_HALF_LIFE_NANOS = Duration.ofMillis(1_500).toNanos();
  private static final long STAMP_FORGOTTEN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long SHORT_SILENCE_NANOS = Duration.ofMillis(100).toNanos();
  private static final long SERVICE_TIMES_OF_SILENCE = 4;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private int inFlight;
  private int unanswered;
  private boolean owesAnswer;
  private long owedSinceNanos;
  private @Nullable LoadStamp stamp;
  private long stampNanos;

  /** A request has chosen the endpoint. */
  public void begun(long now) {
    inFlight++;
    unanswered++;
    if (!owesAnswer) {
      owesAnswer = true;
      owedSinceNanos = now;
    }
  }

  /** The endpoint has begun to answer one. */
  public void answered(long now) {
    unanswered--;
    owesAnswer = unanswered > 0;
    owedSinceNanos = now;
  }

  /** One that was answered has ended. */
  public void ended() {
    inFlight--;
  }

  /** One has ended without an answer; what the endpoint owes is not forgotten for that. */
  public void abandoned() {
    inFlight--;
    unanswered--;
  }

  public void stamped(LoadStamp latest, long now) {
    stamp = latest;
    stampNanos = now;
  }

  /** Has the instance said of itself, lately, that it drains? */
  public boolean saysItDrains(long now) {
    return stamp != null && stamp.draining() && now - stampNanos < STAMP_FORGOTTEN_NANOS;
  }

  /** Requests that the endpoint works on: at least ours, and those that it spoke of lately. */
  public double inFlight(long now) {
    if (stamp == null) {
      return inFlight;
    }
    double age = now - stampNanos;
    return Math.max(inFlight, stamp.inFlight() * Math.pow(0.5, age / STAMP_HALF_LIFE_NANOS));
  }

  /** Smoothed time that its application takes, or {@link Candidates#UNKNOWN}. */
  public double serviceMillis(long now) {
    return stamp == null || now - stampNanos > STAMP_FORGOTTEN_NANOS
        ? Candidates.UNKNOWN
        : stamp.serviceMillis();
  }

  /**
   * Has it answered nothing, although requests wait for it, for longer than 100 ms and four of its
   * service times? While none waits it is given the next, so that it can show that it is back.
   */
  public boolean isSilent(long now) {
    if (unanswered == 0) {
      return false;
    }
    long silence = now - owedSinceNanos;
    return silence > SHORT_SILENCE_NANOS
        && (stamp == null
            || silence > SERVICE_TIMES_OF_SILENCE * stamp.serviceMillis() * NANOS_PER_MILLI);
  }
}
