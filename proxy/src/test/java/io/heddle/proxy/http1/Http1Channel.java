package io.heddle.proxy.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.http.head.HeadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server connection without a socket, whose time is moved by hand. */
final class Http1Channel implements AutoCloseable {
  static final ServerSettings SETTINGS =
      new ServerSettings(
          HeadLimits.DEFAULT,
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(90),
          Duration.ofMinutes(5));

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final StringBuilder received = new StringBuilder();
  private long nanos = 1;

  Http1Channel(HttpService service) {
    this(service, Kind.PLAINTEXT);
  }

  Http1Channel(HttpService service, Kind kind) {
    channel.freezeTime();
    var facts =
        new DownstreamConnection(
            Direction.OUTBOUND, kind, "", "catalog:80", new InetSocketAddress(1), 80);
    Http1Server.attach(
        channel, facts, service, SETTINGS, new Deadlines(channel.eventLoop(), () -> nanos));
  }

  EmbeddedChannel channel() {
    return channel;
  }

  void send(String text) {
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    }
  }

  /** Everything sent so far. */
  String received() {
    channel.runPendingTasks();
    while (channel.readOutbound() instanceof ByteBuf part) {
      received.append(part.toString(ISO_8859_1));
      part.release();
    }
    return received.toString();
  }

  void passTime(Duration time) {
    // In the steps that the deadlines are looked at.
    for (long left = time.toMillis(); left > 0; left -= Deadlines.TICK_MILLIS) {
      nanos += TimeUnit.MILLISECONDS.toNanos(Deadlines.TICK_MILLIS);
      channel.advanceTimeBy(Deadlines.TICK_MILLIS, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  boolean isOpen() {
    channel.runPendingTasks();
    return channel.isOpen();
  }

  @Override
  public void close() {
    channel.finishAndReleaseAll();
  }
}
