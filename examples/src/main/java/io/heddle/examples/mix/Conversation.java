package io.heddle.examples.mix;

import io.heddle.examples.mix.SessionResult.End;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A session in which the market gives back whatever it is sent, as its client sees it: what was
 * sent, what came back, and how it ended. For any thread.
 */
final class Conversation {
  private final Tally tally;
  private final LongSupplier ticker;
  private final Deque<Awaited> awaited = new ArrayDeque<>();
  private Phase phase = Phase.TALKING;
  private long sent;
  private long received;
  private End end = End.FAILED;
  private String reason = "";

  private enum Phase {
    TALKING,
    /** The client has said that it is done. */
    CLOSING,
    OVER
  }

  /** A message sent: it is back when that much was received. */
  private record Awaited(long total, long sentNanos) {}

  Conversation(Tally tally, LongSupplier ticker) {
    this.tally = tally;
    this.ticker = ticker;
  }

  /** Before it is sent: a message, or that many bytes; returns what was sent before it. */
  synchronized long sending(long amount) {
    long before = sent;
    sent += amount;
    awaited.add(new Awaited(sent, ticker.getAsLong()));
    tally.sent();
    return before;
  }

  /** That much came, and was checked to be what follows. */
  synchronized void receive(long amount) {
    received += amount;
    if (received > sent) {
      fail("received %d (expected: the %d that were sent)".formatted(received, sent));
    }
    while (!awaited.isEmpty() && awaited.getFirst().total() <= received) {
      tally.took(ticker.getAsLong() - awaited.removeFirst().sentNanos());
    }
    notifyAll();
  }

  /** A message with this number came. */
  synchronized void receiveNumber(long number) {
    if (number == received) {
      receive(1);
    } else {
      fail("message %d (expected: %d)".formatted(number, received));
    }
  }

  synchronized long received() {
    return received;
  }

  synchronized boolean isOver() {
    return phase == Phase.OVER;
  }

  /** The client is about to end it. */
  synchronized void closing() {
    if (phase == Phase.TALKING) {
      phase = Phase.CLOSING;
    }
  }

  /** The peer ended it in order. */
  synchronized void endedByPeer() {
    if (phase == Phase.TALKING) {
      over(End.MOVED, "");
    } else {
      over(received == sent ? End.DONE : End.CUT, "");
    }
  }

  synchronized void fail(String why) {
    over(End.FAILED, why);
  }

  private void over(End how, String why) {
    if (phase != Phase.OVER) {
      phase = Phase.OVER;
      end = how;
      reason = why;
      notifyAll();
    }
  }

  /** Waits until all that was sent has come back, or it is over. */
  synchronized void awaitAll(Duration bound) throws InterruptedException {
    long start = ticker.getAsLong();
    for (long left = bound.toMillis(); phase != Phase.OVER && received < sent; ) {
      if (left <= 0) {
        fail("%d came back in %s (expected: %d)".formatted(received, bound, sent));
        return;
      }
      wait(left);
      left = bound.toMillis() - TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - start);
    }
  }

  /** Waits until it is over, and says how it was. */
  synchronized SessionResult awaitEnd(Duration bound) throws InterruptedException {
    long start = ticker.getAsLong();
    for (long left = bound.toMillis(); phase != Phase.OVER; ) {
      if (left <= 0) {
        fail("no end in " + bound);
        break;
      }
      wait(left);
      left = bound.toMillis() - TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - start);
    }
    return new SessionResult(end, sent, received, reason);
  }
}
