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
import org.jspecify.annotations.Nullable;

/** A connection to an upstream that answers when a test says so. */
final class FakeConnection implements ClientConnection, ClientStream {
  private final Channel channel;
  private final Owner owner;
  private @Nullable ResponseHandler handler;
  private String target = "";
  private boolean closing;

  FakeConnection(Channel channel, Owner owner) {
    this.channel = channel;
    this.owner = owner;
  }

  /** What it carries, or carried last. */
  String target() {
    return target;
  }

  boolean isBusy() {
    return handler != null;
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

  void breakOff() {
    ResponseHandler told = told();
    handler = null;
    close();
    told.onResponseCut(ResponseHandler.Progress.ANSWERED, Failure.UPSTREAM_CUT, "reset");
  }

  /** Answers what it carries; the connection is free before that is heard, as HTTP/1's is. */
  void answer(String... fields) {
    ResponseHandler told = told();
    told.onResponse(TestHead.response(200, 0, fields));
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
