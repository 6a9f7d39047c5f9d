package io.heddle.proxy.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.http.RequestHandler;
import io.heddle.proxy.http.ServerStream;
import io.heddle.proxy.http.TestHead;
import io.heddle.proxy.http.head.HeadLimits;
import io.netty.buffer.ByteBuf;
import java.util.Set;

/**
 * What must be true of any bytes that an upstream answers: they are read the same wherever they are
 * cut, and a response that is passed on is read by the next hop as the same one response.
 */
final class ResponseProperty {
  private static final int WHOLE = Integer.MAX_VALUE;
  private static final Set<String> BODILESS = Set.of("204", "205", "304");

  private ResponseProperty() {}

  /** Who reads. */
  private record Reader(Version version, HeadLimits limits) {}

  static void check(Version version, String method, byte[] bytes) {
    Reader reader = new Reader(version, Version.SMALL);
    ResponseLog response = read(reader, method, bytes, WHOLE);
    assertThat(read(reader, method, bytes, 1 + bytes.length % 7).events())
        .as("read in parts")
        .isEqualTo(response.events());
    if (response.isWhole()) {
      for (Version next : Version.values()) {
        isReadAsTheSame(response, method, next);
      }
    }
  }

  /** What comes back on a request, up to the end of the connection. */
  private static ResponseLog read(Reader reader, String method, byte[] bytes, int part) {
    ResponseLog response = new ResponseLog();
    try (Wire wire = new Wire()) {
      ClientConnection connection =
          reader.version().client(reader.limits()).attach(wire.channel(), new IgnoredPool());
      wire.act(() ->
          connection
              .start(new AnyRequest(method), new HeadEdits(), response)
              .finish(HeadView.EMPTY));
      wire.receive(bytes, part);
      reader.version().checkNoFault(wire.written());
      wire.end();
      assertThat(response.broken()).isEmpty();
      assertThat(response.isWhole() || response.isCut()).as(response.events()).isTrue();
      return response;
    }
  }

  private static void isReadAsTheSame(ResponseLog response, String method, Version next) {
    Message sent = response.message();
    ResponseLog read =
        read(new Reader(next, Version.WIDE), method, written(response, method, next), WHOLE);
    assertThat(read.isWhole()).as("by %s, of %s: %s", next, sent, read.events()).isTrue();
    Message same = read.message();
    assertThat(same.start()).isEqualTo(sent.start());
    assertThat(same.fields()).isEqualTo(sent.fields());
    if (next == Version.HTTP1 && hasNoBody(method, sent)) {
      // What an upstream sends nevertheless is not passed on there.
      assertThat(same.body()).isEmpty();
      return;
    }
    assertThat(same.body()).isEqualTo(sent.body());
    if (sent.length() == BodyLength.UNKNOWN || next == Version.HTTP2) {
      assertThat(same.trailers()).isEqualTo(sent.trailers());
    }
  }

  private static boolean hasNoBody(String method, Message response) {
    return method.equals("HEAD") || BODILESS.contains(response.start().getFirst());
  }

  /** A response as our server writes it on a new connection. */
  private static byte[] written(ResponseLog response, String method, Version version) {
    try (Wire wire = new Wire()) {
      version.serve(wire.channel(), new Answering(response, wire), Version.WIDE);
      wire.receive(requested(method, version), WHOLE);
      return wire.written();
    }
  }

  private static byte[] requested(String method, Version version) {
    try (Wire wire = new Wire()) {
      ClientConnection connection =
          version.client(Version.WIDE).attach(wire.channel(), new IgnoredPool());
      wire.act(() ->
          connection
              .start(new AnyRequest(method), new HeadEdits(), new ResponseLog())
              .finish(HeadView.EMPTY));
      return wire.written();
    }
  }

  /** Gives the one response to a request. */
  private record Answering(ResponseLog response, Wire wire) implements HttpService {
    @Override
    public RequestHandler onRequest(ServerStream stream) {
      return new Answer(response, stream, wire);
    }

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail) {
      throw new AssertionError(detail);
    }
  }

  /** Answers when the request has come. */
  private record Answer(ResponseLog response, ServerStream stream, Wire wire)
      implements RequestHandler {
    @Override
    public void onRequestData(ByteBuf part) {
      part.release();
    }

    @Override
    public void onRequestEnd(HeadView none) {
      Message message = response.message();
      stream.respond(response.head(), new HeadEdits());
      stream.write(wire.allocator().buffer().writeBytes(message.body().getBytes(ISO_8859_1)));
      stream.finish(TestHead.trailers(message.trailers()));
    }

    @Override
    public void onWritable() {
      // All was written at once.
    }

    @Override
    public void onRequestCut(Failure failure, String detail) {
      stream.cut();
    }
  }
}
