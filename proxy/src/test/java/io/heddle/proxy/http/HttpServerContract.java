package io.heddle.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every server codec does, whatever its wire looks like. */
public abstract class HttpServerContract {
  /** Opens a connection of a client that speaks the codec's protocol. */
  protected abstract Client open(HttpService service);

  /** The client's side of one connection. */
  public interface Client extends AutoCloseable {
    /** Sends a whole request; no body: null. Fields are {@code name: value}. */
    void request(String method, String target, @Nullable String body, String... fields);

    /** Sends a head that announces a body, without any of it. */
    void beginRequest(String method, String target, int bodyLength, String... fields);

    void sendBody(String part);

    /** The next response that has come; fails when there is none. */
    Response response();

    /** Has another response come? */
    boolean isAnswered();

    void disconnect();

    /** Fails if a buffer is left. */
    @Override
    void close();
  }

  /** A response as the client sees it. */
  public record Response(int status, List<String> fields, String body, End end) {
    public boolean has(String field) {
      return fields.stream().anyMatch(field::equalsIgnoreCase);
    }

    public boolean names(String name) {
      return fields.stream()
          .anyMatch(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    }
  }

  /** How a response ended, as far as the client can tell. */
  public enum End {
    WHOLE,
    CUT,
    OPEN
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, ISO_8859_1);
  }

  private static void answer(ServerStream stream, int status, String body, String... fields) {
    stream.respond(TestHead.response(status, body.length(), fields), new HeadEdits());
    stream.write(bytes(body));
    stream.finish(HeadView.EMPTY);
  }

  @Test
  void showsTheHeadAsItCame() {
    RecordingService service = new RecordingService();
    try (Client client = open(service)) {
      client.request("GET", "/a/b?c=%20d", null, "X-Case: Kept", "x-list: 1", "x-list: 2");

      RequestHead head = service.only().head();
      assertThat(head.method()).isEqualTo("GET");
      assertThat(head.target()).isEqualTo("/a/b?c=%20d");
      assertThat(head.path()).isEqualTo("/a/b");
      assertThat(head.authority()).isEqualTo("catalog");
      assertThat(head.header("x-case")).isEqualTo("Kept");
      assertThat(head.header("x-list")).isEqualTo("1,2");
      assertThat(head.header("x-none")).isNull();
    }
  }

  @Test
  void deliversTheBodyAndItsEndOnce() {
    RecordingService service = new RecordingService();
    try (Client client = open(service)) {
      client.request("POST", "/", "abc");

      assertThat(service.only().body()).isEqualTo("abc");
      assertThat(service.only().hasEnded()).isTrue();
    }
  }

  @Test
  void deliversTheEndOfARequestWithoutBody() {
    RecordingService service = new RecordingService();
    try (Client client = open(service)) {
      client.request("GET", "/", null);

      assertThat(service.only().body()).isEmpty();
      assertThat(service.only().hasEnded()).isTrue();
    }
  }

  @Test
  void sendsAResponseGivenAtOnce() {
    RecordingService service =
        new RecordingService().answering(stream -> answer(stream, 200, "hi", "X-Kept: as-is"));
    try (Client client = open(service)) {
      client.request("GET", "/", null);

      Response response = client.response();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("hi");
      assertThat(response.has("x-kept: as-is")).isTrue();
      assertThat(response.end()).isEqualTo(End.WHOLE);
    }
  }

  @Test
  void sendsAResponseOfUnknownLengthInParts() {
    RecordingService service = new RecordingService();
    try (Client client = open(service)) {
      client.request("GET", "/", null);
      ServerStream stream = service.only().stream();

      stream.respond(TestHead.response(200, BodyLength.UNKNOWN), new HeadEdits());
      stream.write(bytes("one"));
      stream.write(bytes("two"));
      stream.finish(HeadView.EMPTY);

      Response response = client.response();
      assertThat(response.body()).isEqualTo("onetwo");
      assertThat(response.end()).isEqualTo(End.WHOLE);
    }
  }

  @Test
  void appliesEditsAndDropsWhatBelongsToTheOtherConnection() {
    HeadEdits edits = new HeadEdits();
    edits.remove("x-gone");
    edits.set("x-set", "new");
    edits.add("x-set", "second");
    RecordingService service =
        new RecordingService()
            .answering(stream -> {
              stream.respond(
                  TestHead.response(
                      200,
                      0,
                      "x-gone: 1",
                      "X-Set: old",
                      "connection: x-named",
                      "x-named: 1",
                      "keep-alive: timeout=5",
                      "upgrade: other",
                      "x-heddle-load: 1,1"),
                  edits);
              stream.finish(HeadView.EMPTY);
            });
    try (Client client = open(service)) {
      client.request("GET", "/", null);

      Response response = client.response();
      assertThat(response.has("x-set: new")).isTrue();
      assertThat(response.has("x-set: second")).isTrue();
      assertThat(response.has("x-set: old")).isFalse();
      for (String gone : List.of("x-gone", "x-named", "keep-alive", "upgrade", "x-heddle-load")) {
        assertThat(response.names(gone)).as(gone).isFalse();
      }
    }
  }

  @Test
  void sendsThePrivateFieldsThatWeAdd() {
    HeadEdits edits = new HeadEdits();
    edits.set(MeshHeaders.LOAD, "3,20");
    RecordingService service =
        new RecordingService()
            .answering(stream -> {
              stream.respond(TestHead.response(200, 0, "x-heddle-load: 9,9"), edits);
              stream.finish(HeadView.EMPTY);
            });
    try (Client client = open(service)) {
      client.request("GET", "/", null);

      Response response = client.response();
      assertThat(response.has("x-heddle-load: 3,20")).isTrue();
      assertThat(response.has("x-heddle-load: 9,9")).isFalse();
    }
  }

  @Test
  void sendsNoBodyToHeadButSaysItsLength() {
    RecordingService service =
        new RecordingService().answering(stream -> answer(stream, 200, "hello"));
    try (Client client = open(service)) {
      client.request("HEAD", "/", null);

      Response response = client.response();
      assertThat(response.body()).isEmpty();
      assertThat(response.has("content-length: 5")).isTrue();
    }
  }

  @Test
  void sendsNoBodyWith204And304() {
    for (int status : List.of(204, 304)) {
      RecordingService service =
          new RecordingService().answering(stream -> answer(stream, status, "never"));
      try (Client client = open(service)) {
        client.request("GET", "/", null);

        Response response = client.response();
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
      }
    }
  }

  @Test
  void sendsInformationalResponsesBeforeTheFinalOne() {
    RecordingService service = new RecordingService();
    try (Client client = open(service)) {
      client.request("GET", "/", null);
      ServerStream stream = service.only().stream();
      stream.informational(TestHead.response(103, BodyLength.NONE, "link: </a>"), new HeadEdits());
      answer(stream, 200, "hi");

      Response early = client.response();
      Response last = client.response();
      assertThat(early.status()).isEqualTo(103);
      assertThat(early.has("link: </a>")).isTrue();
      assertThat(last.status()).isEqualTo(200);
    }
  }

  @Test
  void servesOneRequestAfterTheOther() {
    RecordingService service =
        new RecordingService().answering(stream -> answer(stream, 200, stream.request().target()));
    try (Client client = open(service)) {
      for (String target : List.of("/1", "/2", "/3")) {
        client.request("GET", target, null);
        Response response = client.response();
        assertThat(response.body()).isEqualTo(target);
      }
    }
  }

  @Test
  void reportsOnceThatTheClientLeft() {
    RecordingService service = new RecordingService();
    try (Client client = open(service)) {
      client.beginRequest("POST", "/", 10);
      client.sendBody("abc");
      client.disconnect();

      assertThat(service.only().cut()).isEqualTo(Failure.DOWNSTREAM_CUT);
      assertThat(service.only().hasEnded()).isFalse();
    }
  }

  @Test
  void letsTheClientNoticeACutResponse() {
    RecordingService service = new RecordingService();
    try (Client client = open(service)) {
      client.request("GET", "/", null);
      ServerStream stream = service.only().stream();
      stream.respond(TestHead.response(200, BodyLength.UNKNOWN), new HeadEdits());
      stream.write(bytes("half"));
      stream.cut();

      Response response = client.response();
      assertThat(response.end()).isEqualTo(End.CUT);
    }
  }

  @Test
  void answersBeforeTheRequestHasEnded() {
    RecordingService service =
        new RecordingService().answering(stream -> answer(stream, 413, "too much"));
    try (Client client = open(service)) {
      client.beginRequest("POST", "/", 6);

      Response response = client.response();
      assertThat(response.status()).isEqualTo(413);
      client.sendBody("abcdef");
      assertThat(service.only().body()).isEmpty();
    }
  }

  @Test
  void releasesWhatIsGivenToAnExchangeThatHasEnded() {
    RecordingService service = new RecordingService();
    try (Client client = open(service)) {
      client.request("GET", "/", null);
      ServerStream stream = service.only().stream();
      answer(stream, 200, "hi");

      ByteBuf late = bytes("late");
      stream.write(late);
      stream.respond(TestHead.response(500, 0), new HeadEdits());
      stream.finish(HeadView.EMPTY);
      stream.cut();

      assertThat(late.refCnt()).isZero();
      Response response = client.response();
      assertThat(response.status()).isEqualTo(200);
      assertThat(client.isAnswered()).isFalse();
    }
  }

  @Test
  void deliversTheRestAfterAPause() {
    RecordingService service = new RecordingService().answering(ServerStream::pauseRequest);
    try (Client client = open(service)) {
      client.beginRequest("POST", "/", 6);
      service.only().stream().resumeRequest();
      client.sendBody("abc");
      client.sendBody("def");

      assertThat(service.only().body()).isEqualTo("abcdef");
      assertThat(service.only().hasEnded()).isTrue();
    }
  }
}
