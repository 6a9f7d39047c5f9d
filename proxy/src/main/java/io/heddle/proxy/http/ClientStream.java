package io.heddle.proxy.http;

import io.netty.buffer.ByteBuf;

/** The client's side of one exchange: the request goes into it, the response comes out of it. */
public interface ClientStream {
  /** Sends a part of the request's body; takes ownership of it. */
  void write(ByteBuf part);

  void finish(HeadView trailers);

  /** Withholds read credit for the response's body. */
  void pauseResponse();

  void resumeResponse();

  /** Ends interest: the handler hears nothing more of this stream. */
  void cancel();

  boolean isWritable();
}
