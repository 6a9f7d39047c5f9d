package io.heddle.proxy.http2;

import io.heddle.proxy.http.Deadlines;
import java.time.Duration;

/**
 * The announced end of a connection: the peer hears of it first and is told afterwards which stream
 * was its last, so that none is lost which it began meanwhile (RFC 9113 section 6.8).
 */
final class Farewell extends Deadlines.Deadline {
  /** Of the PING whose answer says that it was heard. */
  private static final long HEARD = 0x6865_6464_6c65L;

  private static final int ANY_STREAM = Integer.MAX_VALUE;

  /** Who does not answer is not waited for. */
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Http2ServerConnection connection;
  private final Deadlines deadlines;
  private State state = State.NOT_SAID;

  private enum State {
    NOT_SAID,
    SAID,
    HEARD
  }

  Farewell(Http2ServerConnection connection, Deadlines deadlines) {
    this.connection = connection;
    this.deadlines = deadlines;
  }

  boolean isHeard() {
    return state == State.HEARD;
  }

  void announce() {
    if (state == State.NOT_SAID) {
      state = State.SAID;
      connection.goAway(ANY_STREAM);
      connection.ping(HEARD);
      expireAt(deadlines.now() + ANSWER.toNanos());
    }
  }

  void onPingAnswered(long data) {
    if (data == HEARD) {
      heard();
    }
  }

  @Override
  protected void onExpired() {
    heard();
  }

  private void heard() {
    if (state == State.SAID) {
      state = State.HEARD;
      expireAt(Deadlines.NEVER);
      connection.onFarewellHeard();
    }
  }
}
