package io.heddle.proxy.telemetry;

import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.ExchangeFacts;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.TcpFacts;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges as JSON, one a line. A thread of its own writes them, for standard output can block;
 * when it does not keep up, lines are dropped and counted.
 */
final class AccessLog implements AutoCloseable {
  private static final int SERVER_ERROR = 500;

  private final AccessLogMode mode;
  private final InstantSource clock;
  private final PrintStream out;
  private final BlockingQueue<String> lines;
  private final LongAdder dropped = new LongAdder();
  private final Thread writer;
  private volatile boolean closing;

  AccessLog(AccessLogMode mode, int queuedLines, InstantSource clock, PrintStream out) {
    this.mode = mode;
    this.clock = clock;
    this.out = out;
    this.lines = new ArrayBlockingQueue<>(queuedLines);
    this.writer = Thread.ofPlatform().daemon().name("access-log").unstarted(this::write);
    if (mode != AccessLogMode.OFF) {
      writer.start();
    }
  }

  void onEnded(ExchangeFacts exchange) {
    if (!isLogged(exchange)) {
      return;
    }
    JsonText line = begin("http", exchange.connection());
    line.member("method", exchange.request().method())
        .member("path", exchange.request().path())
        .member("authority", exchange.request().authority())
        .member("status", exchange.status())
        .member("flag", exchange.flag())
        .member("detail", exchange.detail())
        .member("route", exchange.routeName())
        .member("cluster", exchange.clusterName())
        .member("endpoint", exchange.endpointAddress())
        .member("endpointUid", exchange.endpointUid())
        .member("requestBytes", exchange.requestBytes())
        .member("responseBytes", exchange.responseBytes())
        .member("durationMicros", TimeUnit.NANOSECONDS.toMicros(exchange.durationNanos()))
        .member("upstreamMicros", TimeUnit.NANOSECONDS.toMicros(exchange.upstreamNanos()))
        .member("redispatched", exchange.redispatched())
        .member("repeated", exchange.repeated())
        .member("retried", exchange.retried())
        .name("cut")
        .truth(exchange.cut());
    String trace = exchange.request().header("traceparent");
    if (trace != null) {
      line.member("traceparent", trace);
    }
    add(line);
  }

  void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail) {
    if (mode == AccessLogMode.OFF) {
      return;
    }
    add(
        begin("invalid", connection)
            .member("status", failure.status())
            .member("flag", failure.flag())
            .member("detail", detail));
  }

  void onForwarded(TcpFacts facts) {
    if (mode == AccessLogMode.OFF || (mode == AccessLogMode.ERRORS && facts.flag().isEmpty())) {
      return;
    }
    add(
        begin("tcp", facts.connection())
            .member("cluster", facts.cluster())
            .member("endpointUid", facts.endpointUid())
            .member("flag", facts.flag())
            .member("bytesUp", facts.bytesUp())
            .member("bytesDown", facts.bytesDown())
            .member("durationMicros", TimeUnit.NANOSECONDS.toMicros(facts.durationNanos())));
  }

  long dropped() {
    return dropped.sum();
  }

  /** Writes what waits. */
  @Override
  public void close() {
    closing = true;
    writer.interrupt();
    try {
      writer.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isLogged(ExchangeFacts exchange) {
    return switch (mode) {
      case OFF -> false;
      case ERRORS ->
          exchange.status() >= SERVER_ERROR || !exchange.flag().isEmpty() || exchange.cut();
      case ALL -> true;
    };
  }

  private JsonText begin(String protocol, DownstreamConnection connection) {
    return new JsonText()
        .open('{')
        .member("time", clock.instant().toString())
        .member("protocol", protocol)
        .member(
            "direction",
            connection.direction() == DownstreamConnection.Direction.INBOUND
                ? "inbound"
                : "outbound")
        .member("peer", connection.peer())
        .member("remote", String.valueOf(connection.remote()))
        .member("port", connection.port());
  }

  private void add(JsonText line) {
    if (!lines.offer(line.close('}').toString())) {
      dropped.increment();
    }
  }

  private void write() {
    while (!closing) {
      try {
        out.println(lines.take());
      } catch (InterruptedException _) {
        // Closing: what is left is written below.
      }
    }
    for (@Nullable String line = lines.poll(); line != null; line = lines.poll()) {
      out.println(line);
    }
    out.flush();
  }
}
