package io.heddle.perf.load;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due and reads what comes back, all on the one thread that calls {@link #run}.
 *
 * <p>What is due is sent whether or not earlier requests were answered: that is what makes the loop
 * open, and a stall visible.
 */
final class LoadLoop {
  private final LoadPlan plan;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Recording recording;
  private final Selector selector;
  private final Connections connections;
  private final RequestEncoder encoder;
  private final SplittableRandom random;
  private final Arrivals arrivals;
  private final ArrayDeque<Exchange> byDeadline = new ArrayDeque<>();
  private final long timeoutNanos;
  private final long startNanos;
  private long nextOffsetNanos;
  private volatile boolean stopped;

  LoadLoop(
      LoadPlan plan,
      InstantSource clock,
      LongSupplier ticker,
      Recording recording,
      Selector selector) {
    this.plan = plan;
    this.clock = clock;
    this.ticker = ticker;
    this.recording = recording;
    this.selector = selector;
    this.connections =
        Connections.of(plan, selector, (exchange, cause) -> fail(exchange, reason(cause)));
    this.encoder = new RequestEncoder(plan);
    this.random = new SplittableRandom(plan.seed());
    this.arrivals = new Arrivals(plan.requestsPerSecond(), plan.rampUp(), random.split());
    this.timeoutNanos = plan.limits().timeout().toNanos();
    this.startNanos = ticker.getAsLong();
    this.nextOffsetNanos = arrivals.nextOffsetNanos();
  }

  /** Sends until the plan's duration is over or {@link #stop}, then waits for what is in flight. */
  void run() throws IOException {
    while (true) {
      long now = ticker.getAsLong();
      boolean sending = !stopped && nextOffsetNanos < plan.duration().toNanos();
      if (sending) {
        sendDue(now);
      }
      expire(now);
      connections.closeExpired(now);
      if (!sending && byDeadline.isEmpty()) {
        return;
      }
      selector.select(this::onReady, millisToNext(sending));
    }
  }

  /** Ends the sending; any thread may call it. */
  void stop() {
    stopped = true;
    selector.wakeup();
  }

  private void sendDue(long now) {
    while (startNanos + nextOffsetNanos - now <= 0 && nextOffsetNanos < plan.duration().toNanos()) {
      send(startNanos + nextOffsetNanos);
      nextOffsetNanos = arrivals.nextOffsetNanos();
    }
  }

  private void send(long intendedNanos) {
    Method method = random.nextDouble() < plan.postShare() ? Method.POST : Method.GET;
    int sequence = recording.sent(method);
    String id = recording.id(sequence);
    byte[] body = method == Method.POST ? RequestBodies.of(id, sequence) : RequestBodies.NONE;
    int target = sequence % plan.targets().size();
    Exchange exchange =
        new Exchange(sequence, method, intendedNanos, target, id, RequestBodies.hash(body));
    byDeadline.addLast(exchange);
    ByteBuffer request = encoder.encode(exchange, body);
    recording.found(connections.waiting());
    try {
      connections.send(exchange, request);
      if (exchange.connection == null) {
        recording.waits();
      }
    } catch (IOException e) {
      fail(exchange, reason(e));
    }
  }

  private void expire(long now) {
    List<Connection> lost = new ArrayList<>();
    Exchange oldest = byDeadline.peekFirst();
    while (oldest != null && (oldest.isDone() || now - oldest.intendedNanos >= timeoutNanos)) {
      byDeadline.removeFirst();
      if (!oldest.isDone()) {
        Connection connection = oldest.connection;
        String what = connection == null ? "no free connection" : "no answer";
        fail(oldest, what + " within " + plan.limits().timeout().toMillis() + " ms");
        if (connection != null) {
          lost.add(connection);
        }
      }
      oldest = byDeadline.peekFirst();
    }
    // Only now: what waits gets their places, and must not be one whose time has run out, too.
    lost.forEach(connections::close);
  }

  private long millisToNext(boolean sending) {
    long now = ticker.getAsLong();
    Exchange oldest = byDeadline.peekFirst();
    long nanos = oldest == null ? timeoutNanos : oldest.intendedNanos + timeoutNanos - now;
    if (sending) {
      nanos = Math.min(nanos, startNanos + nextOffsetNanos - now);
    }
    // Zero would wait for ever; at most a millisecond late is within the resolution of a selector.
    return Math.max(1, nanos / 1_000_000);
  }

  private void onReady(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isConnectable()) {
        connection.finishConnect();
      } else {
        if (key.isWritable()) {
          connection.write();
        }
        if (key.isReadable()) {
          onReadable(connection);
        }
      }
    } catch (IOException e) {
      @Nullable Exchange exchange = connection.exchange();
      connections.close(connection);
      if (exchange != null) {
        fail(exchange, reason(e));
      }
    }
  }

  private void onReadable(Connection connection) throws IOException {
    ResponseHead answer = connection.read();
    if (answer == null) {
      return;
    }
    Exchange exchange = connection.exchange();
    if (exchange == null) {
      throw new MalformedResponseException("an answer without a request");
    }
    judge(exchange, answer);
    if (connection.isReusableAfter(answer)) {
      connections.release(connection, ticker.getAsLong());
    } else {
      connections.close(connection);
    }
  }

  private void judge(Exchange exchange, ResponseHead answer) {
    String fault = Answers.fault(plan.check(), exchange, answer);
    if (fault != null) {
      fail(exchange, fault);
      return;
    }
    exchange.markDone();
    String version = answer.version();
    recording.answered(exchange, ticker.getAsLong(), version == null ? "" : version);
  }

  private void fail(Exchange exchange, String reason) {
    exchange.markDone();
    Instant now = clock.instant();
    Instant intended = now.minusNanos(ticker.getAsLong() - exchange.intendedNanos);
    String target = RequestEncoder.authority(plan.targets().get(exchange.target));
    recording.failed(exchange, intended, now, new Recording.Reason(reason, target));
  }

  private static String reason(IOException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return e instanceof ConnectException ? "connect: " + message : message;
  }
}
