package io.heddle.examples.mix;

import io.grpc.stub.StreamObserver;
import io.heddle.examples.mix.SessionResult.End;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A stream of {@code NUMBER EPOCH_MICROS} as its client sees it; for any thread. */
final class Watch implements StreamObserver<String> {
  private final Tally tally;
  private final Timing timing;
  private final long expected;
  private long lastNanos;
  private long received;
  private boolean over;
  private SessionResult result = new SessionResult(End.CANCELLED, 1, 0, "");

  /**
   * Begins with its request.
   *
   * @param expected how many messages were asked for
   */
  Watch(Tally tally, Timing timing, long expected) {
    this.tally = tally;
    this.timing = timing;
    this.expected = expected;
    this.lastNanos = timing.ticker().getAsLong();
  }

  @Override
  public synchronized void onNext(String message) {
    if (over) {
      return;
    }
    if (!message.matches("[0-9]{1,9} [0-9]{1,18}") || !message.startsWith(received + " ")) {
      end(End.FAILED, "message: " + message + " (expected: number " + received + ")");
      return;
    }
    received++;
    tally.sent();
    lastNanos = timing.ticker().getAsLong();
    Instant sent = Instant.EPOCH.plus(Numbers.last(message), ChronoUnit.MICROS);
    tally.took(Math.max(0, Duration.between(sent, timing.clock().instant()).toNanos()));
  }

  @Override
  public synchronized void onError(Throwable fault) {
    if (StreamEnds.inOrder(fault)) {
      end(End.MOVED, "");
    } else {
      end(End.FAILED, String.valueOf(fault));
    }
  }

  @Override
  public synchronized void onCompleted() {
    if (received == expected) {
      end(End.DONE, "");
    } else {
      end(End.FAILED, "completed after %d messages (expected: %d)".formatted(received, expected));
    }
  }

  synchronized boolean isOver() {
    return over;
  }

  synchronized void failIfSilentFor(Duration bound) {
    if (timing.ticker().getAsLong() - lastNanos > bound.toNanos()) {
      end(End.FAILED, "no message in " + bound);
    }
  }

  /** The client wants no more. */
  synchronized void cancelled() {
    end(End.CANCELLED, "");
  }

  synchronized SessionResult result() {
    return result;
  }

  private void end(End how, String reason) {
    if (!over) {
      over = true;
      result = new SessionResult(how, 1, received, reason);
    }
  }
}
