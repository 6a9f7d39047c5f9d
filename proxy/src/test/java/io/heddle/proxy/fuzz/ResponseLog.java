package io.heddle.proxy.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.ResponseHandler;
import io.heddle.proxy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one response down, and sees that a codec keeps its word. */
final class ResponseLog implements ResponseHandler {
  private final List<Integer> informational = new ArrayList<>();

  /** What was thrown into a codec would be taken for its own. */
  private final List<String> broken = new ArrayList<>();

  private final StringBuilder body = new StringBuilder();
  private @Nullable ResponseHead head;
  private @Nullable Message read;
  private List<String> trailers = List.of();
  private State state = State.AWAITED;
  private @Nullable Failure failure;

  private enum State {
    AWAITED,
    BEGUN,
    WHOLE,
    CUT
  }

  boolean isWhole() {
    return state == State.WHOLE;
  }

  boolean isCut() {
    return state == State.CUT;
  }

  List<String> broken() {
    return broken;
  }

  ResponseHead head() {
    if (head == null) {
      throw new AssertionError("response: none");
    }
    return head;
  }

  Message message() {
    if (read == null) {
      throw new AssertionError("response: none");
    }
    return new Message(read.start(), read.fields(), read.length(), body.toString(), trailers);
  }

  /** All that happened, to be compared. */
  String events() {
    return informational + " " + state + " " + (read == null ? "" : message()) + " " + failure;
  }

  @Override
  public void onInformational(ResponseHead interim) {
    require(State.AWAITED);
    informational.add(interim.status());
  }

  @Override
  public void onResponse(ResponseHead answer) {
    require(State.AWAITED);
    state = State.BEGUN;
    head = answer;
    read =
        new Message(
            List.of(Integer.toString(answer.status())),
            Message.forwarded(answer),
            answer.bodyLength(),
            "",
            List.of());
  }

  @Override
  public void onResponseData(ByteBuf part) {
    require(State.BEGUN);
    body.append(part.toString(ISO_8859_1));
    part.release();
  }

  @Override
  public void onResponseEnd(HeadView fields) {
    require(State.BEGUN);
    state = State.WHOLE;
    trailers = Message.trailers(fields);
  }

  @Override
  public void onRequestWritable() {
    // Nothing waits to be written.
  }

  @Override
  public void onResponseCut(Progress progress, Failure cause, String detail) {
    if (state != State.AWAITED && state != State.BEGUN) {
      broken.add("response: cut when " + state);
    }
    state = State.CUT;
    failure = cause;
  }

  private void require(State expected) {
    if (state != expected) {
      broken.add("response: told of more when " + state + " (expected: " + expected + ")");
    }
  }
}
