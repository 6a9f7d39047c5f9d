package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.HeaderEdits.Header;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.filter.cors.CorsFilter;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.HttpPipeline;
import io.heddle.proxy.http.Terminal;
import io.heddle.proxy.http.head.HeadLimits;
import io.heddle.proxy.http1.Http1Server;
import io.heddle.proxy.http1.ServerSettings;
import io.heddle.proxy.memory.LoopMemory;
import io.heddle.proxy.memory.MemoryBound;
import io.heddle.proxy.memory.MemorySettings;
import io.heddle.proxy.route.RouteFilter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes one request's bytes as the sidecar's listener does, without a network. */
final class OfflineConnection {
  private static final MemorySettings ENOUGH = new MemorySettings(1 << 26);

  private final NetworkFilter.Http http;
  private final RouteFilter.Source routes;

  OfflineConnection(NetworkFilter.Http http, RouteFilter.Source routes) {
    this.http = http;
    this.routes = routes;
  }

  /** Sends the request's head through the codec and the filters; returns the response's fields. */
  List<Header> send(Question question, Terminal terminal, ExchangeObserver observer) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    try {
      attach(channel, question, terminal, observer);
      channel.writeInbound(Unpooled.copiedBuffer(head(question), StandardCharsets.ISO_8859_1));
      return fields(received(channel));
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  private void attach(
      EmbeddedChannel channel, Question question, Terminal terminal, ExchangeObserver observer) {
    LoopMemory memory =
        new LoopMemory(new MemoryBound(ENOUGH, 1), 0, channel.eventLoop(), () -> 0L);
    HttpPipeline pipeline =
        new HttpPipeline(
            List.of(new RouteFilter(routes), new CorsFilter()),
            terminal,
            observer,
            () -> 0L,
            memory);
    HeadLimits limits = HeadLimits.DEFAULT.withMaxBytes(http.maxHeadBytes());
    ServerSettings unlimited =
        new ServerSettings(limits, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    Http1Server.attach(
        channel,
        connection(question),
        pipeline,
        unlimited,
        new Deadlines(channel.eventLoop(), () -> 0L));
  }

  private static DownstreamConnection connection(Question question) {
    Kind kind = question.scheme().equals("https") ? Kind.MUTUAL_TLS : Kind.PLAINTEXT;
    return new DownstreamConnection(
        Direction.OUTBOUND,
        kind,
        "",
        question.listener(),
        InetSocketAddress.createUnresolved("off-line", 0),
        question.port());
  }

  private static String head(Question question) {
    StringBuilder head =
        new StringBuilder()
            .append(question.method())
            .append(' ')
            .append(question.target())
            .append(" HTTP/1.1\r\nhost: ")
            .append(question.authority())
            .append("\r\n");
    for (Header header : question.headers()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static String received(EmbeddedChannel channel) {
    channel.runPendingTasks();
    StringBuilder received = new StringBuilder();
    while (channel.readOutbound() instanceof ByteBuf part) {
      received.append(part.toString(StandardCharsets.ISO_8859_1));
      part.release();
    }
    return received.toString();
  }

  private static List<Header> fields(String response) {
    int end = response.indexOf("\r\n\r\n");
    List<Header> fields = new ArrayList<>();
    response
        .substring(0, Math.max(end, 0))
        .lines()
        .skip(1)
        .forEach(line -> {
          int colon = line.indexOf(':');
          fields.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
        });
    return fields;
  }
}
