package io.heddle.proxy.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.http.RequestHandler;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.ServerStream;
import io.heddle.proxy.http.TestHead;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Writes requests down, answers each at its end, and sees that a codec keeps its word. */
final class RequestLog implements HttpService {
  private final List<Request> requests = new ArrayList<>();
  private final List<Failure> invalid = new ArrayList<>();

  /** What was thrown into a codec would be taken for its own. */
  private final List<String> broken = new ArrayList<>();

  /** One request. */
  final class Request implements RequestHandler {
    private final ServerStream stream;
    private final Message head;
    private final StringBuilder body = new StringBuilder();
    private List<String> trailers = List.of();
    private State state = State.OPEN;

    private Request(ServerStream stream) {
      this.stream = stream;
      RequestHead read = stream.request();
      this.head =
          new Message(
              List.of(read.method(), read.target(), read.authority(), read.upgrade()),
              Message.forwarded(read),
              read.bodyLength(),
              "",
              List.of());
    }

    private enum State {
      OPEN,
      WHOLE,
      CUT
    }

    boolean isWhole() {
      return state == State.WHOLE;
    }

    boolean isCut() {
      return state == State.CUT;
    }

    RequestHead head() {
      return stream.request();
    }

    Message message() {
      return new Message(head.start(), head.fields(), head.length(), body.toString(), trailers);
    }

    @Override
    public void onRequestData(ByteBuf part) {
      require(State.OPEN);
      body.append(part.toString(ISO_8859_1));
      part.release();
    }

    @Override
    public void onRequestEnd(HeadView fields) {
      require(State.OPEN);
      state = State.WHOLE;
      trailers = Message.trailers(fields);
      if (head.length() >= 0 && head.length() != body.length()) {
        broken.add("body: " + body.length() + " bytes (expected: " + head.length() + ")");
      }
      stream.respond(TestHead.response(200, 0), new HeadEdits());
      stream.finish(HeadView.EMPTY);
    }

    @Override
    public void onWritable() {
      // Nothing waits to be written.
    }

    @Override
    public void onRequestCut(Failure failure, String detail) {
      if (state != State.WHOLE) {
        require(State.OPEN);
        state = State.CUT;
      }
      stream.cut();
    }

    private void require(State expected) {
      if (state != expected) {
        broken.add("request: told of more when " + state + " (expected: " + expected + ")");
      }
    }

    @Override
    public String toString() {
      return state + " " + message();
    }
  }

  List<Request> requests() {
    return requests;
  }

  /** What was refused before there was a request. */
  List<Failure> invalid() {
    return invalid;
  }

  List<String> broken() {
    return broken;
  }

  @Override
  public RequestHandler onRequest(ServerStream stream) {
    Request request = new Request(stream);
    requests.add(request);
    return request;
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail) {
    invalid.add(failure);
  }
}
