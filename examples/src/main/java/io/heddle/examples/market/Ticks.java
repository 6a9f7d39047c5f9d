package io.heddle.examples.market;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Numbered messages at an interval, until all are sent or the stream has ended. */
final class Ticks {
  private final GrpcStream stream;
  private final long count;
  private final Duration interval;
  private final InstantSource clock;
  private long number;

  Ticks(GrpcStream stream, long count, Duration interval, InstantSource clock) {
    this.stream = stream;
    this.count = count;
    this.interval = interval;
    this.clock = clock;
  }

  void start(ScheduledExecutorService timer) {
    try {
      var _ =
          timer.schedule(
              () -> tick(timer), number == 0 ? 0 : interval.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The market has stopped, and with it all streams.
    }
  }

  private void tick(ScheduledExecutorService timer) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    if (number == count) {
      stream.complete();
    } else if (stream.send(number + " " + micros)) {
      number++;
      start(timer);
    }
  }
}
