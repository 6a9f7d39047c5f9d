package io.heddle.examples.mix;

import io.heddle.examples.mix.SessionResult.End;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Holds one session of a kind after the other, so that one is always open. */
final class Sessions implements Runnable {
  private final Tally tally;
  private final SessionClient client;
  private final Lasting lasting;
  private final LongSupplier ticker;
  private final Stop stop;

  /** How long sessions last, and how often they say something. */
  record Lasting(Length length, Duration interval) {}

  /** How long the next session lasts. */
  interface Length {
    Duration next();

    /** Only the end of the run ends them, or the market. */
    static Length wholeRun() {
      return () -> Duration.ofDays(1);
    }

    static Length random(MixPlan.Lengths lengths, SplittableRandom random) {
      return () ->
          Duration.ofMillis(random.nextLong(lengths.min().toMillis(), lengths.max().toMillis()));
    }
  }

  Sessions(Tally tally, SessionClient client, Lasting lasting, LongSupplier ticker, Stop stop) {
    this.tally = tally;
    this.client = client;
    this.lasting = lasting;
    this.ticker = ticker;
    this.stop = stop;
  }

  @Override
  public void run() {
    boolean over = stop.isAsked();
    while (!over) {
      Id id = tally.next();
      try {
        SessionResult result = client.hold(id.toString(), term());
        tally.ended(id, result);
        // What cannot be opened must not be tried as fast as the processor can.
        over = result.end() == End.FAILED ? stop.sleep(lasting.interval()) : stop.isAsked();
      } catch (InterruptedException e) {
        tally.failed(id, String.valueOf(e));
        Thread.currentThread().interrupt();
        over = true;
      }
    }
  }

  private Term term() {
    return new Term(lasting.length().next(), lasting.interval(), ticker, stop);
  }
}
