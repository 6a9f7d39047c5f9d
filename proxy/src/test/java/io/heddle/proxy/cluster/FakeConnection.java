package io.heddle.proxy.cluster;

import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.ResponseHandler;
import io.heddle.proxy.http.TestHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A connection to an upstream that answers when a test says so. */
final class FakeConnection implements ClientConnection, ClientStream {
  private final Channel channel;
  private final Owner owner;
  private @Nullable ResponseHandler handler;
  private final StringBuilder body = new StringBuilder();
  private String target = "";
  private String authority = "";
  private long bodyLength;
  private boolean closing;

  FakeConnection(Channel channel, Owner owner) {
    this.channel = channel;
    this.owner = owner;
  }

  /** What it carries, or carried last. */
  String target() {
    return target;
  }

  String authority() {
    return authority;
  }

  /** As its head says. */
  long bodyLength() {
    return bodyLength;
  }

  String body() {
    return body.toString();
  }

  boolean isBusy() {
    return handler != null;
  }

  @Override
  public int room() {
    return isBusy() || closing ? 0 : 1;
  }

  @Override
  public boolean isIdle() {
    return !isBusy();
  }

  private ResponseHandler told() {
    ResponseHandler told = handler;
    if (told == null) {
      throw new AssertionError("connection: idle (expected: a request on it)");
    }
    return told;
  }

  /** Sends the head of a response whose body is still to come. */
  FakeConnection begin() {
    told().onResponse(TestHead.response(200, 10));
    return this;
  }

  void inform() {
    told().onInformational(TestHead.response(103, 0));
  }

  void breakOff() {
    breakOff(ResponseHandler.Progress.ANSWERED);
  }

  void breakOff(ResponseHandler.Progress progress) {
    ResponseHandler told = told();
    handler = null;
    close();
    told.onResponseCut(progress, Failure.UPSTREAM_CUT, "reset");
  }

  /** Answers what it carries; the connection is free before that is heard, as HTTP/1's is. */
  void answer(String... fields) {
    answer(200, fields);
  }

  /** Who did not want the head does not hear of the end. */
  void answer(int status, String... fields) {
    ResponseHandler told = told();
    told.onResponse(TestHead.response(status, 0, fields));
    if (handler == null) {
      return;
    }
    handler = null;
    if (closing) {
      close();
    } else {
      owner.onReusable(this);
    }
    told.onResponseEnd(HeadView.EMPTY);
  }

  @Override
  public ClientStream start(RequestHead head, HeadEdits edits, ResponseHandler responses) {
    if (handler != null || !channel.isOpen()) {
      throw new AssertionError("connection: busy or closed (expected: idle)");
    }
    target = head.target();
    authority = head.authority();
    bodyLength = head.bodyLength();
    body.setLength(0);
    handler = responses;
    return this;
  }

  @Override
  public boolean isActive() {
    return channel.isOpen() && !closing;
  }

  @Override
  public void closeWhenIdle() {
    closing = true;
    if (handler == null) {
      close();
    }
  }

  private void close() {
    var _ = channel.close();
    owner.onClosed(this);
  }

  @Override
  public void write(ByteBuf part) {
    body.append(part.toString(StandardCharsets.ISO_8859_1));
    part.release();
  }

  @Override
  public void finish(HeadView trailers) {}

  @Override
  public void pauseResponse() {}

  @Override
  public void resumeResponse() {}

  @Override
  public void cancel() {
    handler = null;
    close();
  }

  @Override
  public boolean isWritable() {
    return true;
  }
}
