package io.heddle.proxy.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.TestHead;
import io.heddle.proxy.http.head.HeadLimits;
import java.util.List;

/**
 * What must be true of any bytes that a client sends: they are read the same wherever they are cut,
 * and each request that is passed on is read by the next hop as the same one request. Two hops that
 * read one stream of bytes differently are what request smuggling is made of.
 */
final class RequestProperty {
  private static final int WHOLE = Integer.MAX_VALUE;

  private RequestProperty() {}

  /** What a server has read, and how it left the connection. */
  private record Reading(RequestLog log, boolean open) {
    List<Message> whole() {
      return log.requests().stream()
          .filter(RequestLog.Request::isWhole)
          .map(RequestLog.Request::message)
          .toList();
    }
  }

  static void check(Version version, byte[] bytes) {
    Reading reading = read(version, bytes, WHOLE, Version.SMALL);
    Reading cut = read(version, bytes, 1 + bytes.length % 7, Version.SMALL);
    assertThat(cut.whole()).as("read in parts").isEqualTo(reading.whole());
    assertThat(cut.log().invalid()).as("read in parts").isEqualTo(reading.log().invalid());
    assertThat(cut.open()).as("read in parts").isEqualTo(reading.open());
    for (RequestLog.Request request : reading.log().requests()) {
      if (request.isWhole()) {
        for (Version next : Version.values()) {
          isReadAsTheSame(request, next);
        }
      }
    }
  }

  private static Reading read(Version version, byte[] bytes, int part, HeadLimits limits) {
    RequestLog log = new RequestLog();
    try (Wire wire = new Wire()) {
      version.serve(wire.channel(), log, limits);
      wire.receive(bytes, part);
      boolean open = wire.isOpen();
      version.checkNoFault(wire.written());
      if (!open && log.requests().stream().noneMatch(RequestLog.Request::isCut)) {
        version.checkEndIsSaid(wire.written());
      }
      wire.end();
      assertThat(log.broken()).isEmpty();
      return new Reading(log, open);
    }
  }

  private static void isReadAsTheSame(RequestLog.Request request, Version next) {
    Message sent = request.message();
    Reading reading = read(next, written(request, next), WHOLE, Version.WIDE);
    assertThat(reading.log().invalid()).as("refused by the next hop, of %s", sent).isEmpty();
    assertThat(reading.log().requests()).as("by %s, of %s", next, sent).hasSize(1);
    assertThat(reading.whole()).containsExactly(asReadBehind(next, sent));
  }

  private static Message asReadBehind(Version next, Message sent) {
    boolean hasTrailers =
        next == Version.HTTP1 ? sent.length() == BodyLength.UNKNOWN : sent.length() != 0;
    List<String> start =
        next == Version.HTTP1
            ? sent.start()
            : List.of(sent.start().get(0), sent.start().get(1), sent.start().get(2), "");
    return new Message(
        start,
        sent.fields(),
        sent.length(),
        sent.body(),
        hasTrailers ? sent.trailers() : List.of());
  }

  /** A request as our client writes it on a new connection. */
  private static byte[] written(RequestLog.Request request, Version version) {
    try (Wire wire = new Wire()) {
      ClientConnection connection =
          version.client(Version.WIDE).attach(wire.channel(), new IgnoredPool());
      wire.act(() -> {
        ClientStream stream = connection.start(request.head(), new HeadEdits(), new ResponseLog());
        stream.write(
            wire.allocator().buffer().writeBytes(request.message().body().getBytes(ISO_8859_1)));
        stream.finish(TestHead.trailers(request.message().trailers()));
      });
      return wire.written();
    }
  }
}
