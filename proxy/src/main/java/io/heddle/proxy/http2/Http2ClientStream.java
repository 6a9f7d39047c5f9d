package io.heddle.proxy.http2;

import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.ResponseHandler;
import io.heddle.proxy.http.ResponseHandler.Progress;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/** One exchange on an HTTP/2 connection to an upstream. */
final class Http2ClientStream implements ClientStream {
  private final Http2ClientConnection connection;
  private final int id;

  private @Nullable ResponseHandler handler;
  private Progress progress = Progress.NOTHING_WRITTEN;
  private boolean requestDone;
  private boolean responding;
  private boolean paused;
  private int unread;
  private long resetCode = NOT_RESET;

  Http2ClientStream(
      Http2ClientConnection connection, int id, ResponseHandler handler, boolean requestDone) {
    this.connection = connection;
    this.id = id;
    this.handler = handler;
    this.requestDone = requestDone;
  }

  int id() {
    return id;
  }

  boolean requestDone() {
    return requestDone;
  }

  /** Is somebody interested in a response whose head has not come? */
  boolean isAwaited() {
    return handler != null && !responding;
  }

  /** What was written is about to be handed to the socket. */
  void onFlush() {
    if (progress == Progress.NOTHING_WRITTEN) {
      progress = Progress.WRITTEN;
    }
  }

  void onHead(Http2Headers fields, boolean isEnd, int maxFields) throws MalformedException {
    progress = Progress.ANSWERED;
    if (responding) {
      FieldRules.check(fields, FieldRules.Pseudo.NONE, maxFields);
      end(new Http2Head(fields));
      return;
    }
    Http2ResponseHead head = Http2ResponseHead.read(fields, maxFields);
    if (handler == null) {
      return;
    }
    if (head.isInformational()) {
      if (isEnd) {
        throw new MalformedException(":status: " + head.status() + " and nothing after it");
      }
      handler.onInformational(head);
      return;
    }
    responding = true;
    handler.onResponse(head);
    if (isEnd) {
      end(HeadView.EMPTY);
    }
  }

  void onData(ByteBuf part, int flowBytes, boolean isEnd) {
    unread += flowBytes;
    if (handler == null || !part.isReadable()) {
      part.release();
    } else {
      handler.onResponseData(part);
    }
    if (!paused) {
      giveCredit();
    }
    if (isEnd) {
      end(HeadView.EMPTY);
    }
  }

  private void giveCredit() {
    int bytes = unread;
    unread = 0;
    if (bytes > 0) {
      connection.consume(id, bytes);
    }
  }

  private void end(HeadView trailers) {
    ResponseHandler ended = handler;
    handler = null;
    connection.onResponseEnd(this);
    if (ended != null) {
      ended.onResponseEnd(trailers);
    }
  }

  /** The stream is over before its response is. */
  void cut(Failure failure, String detail) {
    ResponseHandler cut = handler;
    handler = null;
    if (cut != null) {
      cut.onResponseCut(progress, failure, detail);
    }
  }

  /** The upstream does not go on with this exchange. */
  void reset(long code, String detail) {
    resetCode = code;
    cut(Failure.UPSTREAM_CUT, detail);
  }

  @Override
  public long resetCode() {
    return resetCode;
  }

  /** The upstream has said that it has not looked at the request, and will not. */
  void refused(String detail) {
    progress = Progress.NOTHING_WRITTEN;
    cut(Failure.UPSTREAM_CUT, detail);
  }

  void onWritable() {
    if (handler != null && !requestDone) {
      handler.onRequestWritable();
    }
  }

  @Override
  public void write(ByteBuf part) {
    if (handler == null || requestDone || !part.isReadable()) {
      part.release();
    } else {
      connection.writeData(id, part, false);
    }
  }

  @Override
  public void finish(HeadView trailers) {
    if (handler == null || requestDone) {
      return;
    }
    requestDone = true;
    connection.finish(id, FieldTarget.trailers(trailers));
  }

  @Override
  public void pauseResponse() {
    paused = true;
  }

  @Override
  public void resumeResponse() {
    paused = false;
    giveCredit();
  }

  @Override
  public void cancel() {
    if (handler != null) {
      handler = null;
      connection.reset(id, Http2Error.CANCEL);
    }
  }

  @Override
  public boolean isWritable() {
    return connection.isWritable(id);
  }
}
