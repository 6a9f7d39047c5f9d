package io.heddle.examples.mix;

import io.heddle.examples.mix.Caller.Call;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The requests of one kind, sent when they are due whatever became of those before. */
final class Requests implements Runnable {
  private final Tally tally;
  private final Caller caller;
  private final Arrivals arrivals;
  private final Timing timing;
  private final Stop stop;
  private final Phaser inFlight = new Phaser(1);

  Requests(Tally tally, Caller caller, Arrivals arrivals, Timing timing, Stop stop) {
    this.tally = tally;
    this.caller = caller;
    this.arrivals = arrivals;
    this.timing = timing;
    this.stop = stop;
  }

  /** Sends until it is told to stop. */
  @Override
  public void run() {
    long start = timing.ticker().getAsLong();
    while (!stop.isAsked()) {
      long due = start + arrivals.next().toNanos();
      if (!stop.sleep(Duration.ofNanos(due - timing.ticker().getAsLong()))) {
        send(due);
      }
    }
  }

  /** Counts from when it was due: a client that comes late to send hides nothing. */
  private void send(long due) {
    Id id = tally.next();
    Call call = new Call(id.toString(), body(id));
    int _ = inFlight.register();
    tally.sent();
    var _ =
        caller
            .call(call)
            .whenComplete((text, fault) -> {
              tally.took(timing.ticker().getAsLong() - due);
              if (fault == null) {
                judge(id, call, text);
              } else {
                tally.failed(id, reason(fault));
              }
              int _ = inFlight.arriveAndDeregister();
            });
  }

  private static String body(Id id) {
    return switch (id.kind()) {
      case HTTP1_POST, HTTP2_POST -> "order %s ".formatted(id).repeat(1 + id.number() % 40);
      case HTTP1_GET, HTTP2_GET, GRPC_UNARY, GRPC_SERVER_STREAM, GRPC_BIDI, WEBSOCKET, TCP -> "";
    };
  }

  private void judge(Id id, Call call, String text) {
    int line = text.indexOf('\n');
    int blank = text.indexOf(' ');
    if (blank < 0 || blank > line || !text.substring(0, blank).equals(call.id())) {
      tally.misdirected(id, "answer: " + shown(text) + " (expected: one to " + id + ")");
    } else if (!text.substring(line + 1).equals(call.body())) {
      tally.failed(id, "body: " + shown(text) + " (expected: the one that was sent)");
    } else {
      tally.answered(id, text.substring(blank + 1, line));
    }
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(80, text.length()));
  }

  private static String reason(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    return String.valueOf(cause);
  }

  /** After the stop: waits for the answers that are due. */
  void awaitAnswers(Duration bound) throws InterruptedException {
    int phase = inFlight.arrive();
    try {
      int _ = inFlight.awaitAdvanceInterruptibly(phase, bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      tally.failed(
          new Id(tally.kind(), tally.idCount()),
          inFlight.getUnarrivedParties() + " requests neither answered nor failed in " + bound);
    }
  }
}
