package io.heddle.proxy.http;

import io.netty.buffer.ByteBuf;

/** The client's side of one exchange: the request goes into it, the response comes out of it. */
public interface ClientStream {
  long NOT_RESET = -1;

  /** Sends a part of the request's body; takes ownership of it. */
  void write(ByteBuf part);

  void finish(HeadView trailers);

  /** Withholds read credit for the response's body. */
  void pauseResponse();

  void resumeResponse();

  /** Ends interest: the handler hears nothing more of this stream. */
  void cancel();

  boolean isWritable();

  /**
   * The error code with which the upstream itself has reset the exchange (RFC 9113 section 7), or
   * {@link #NOT_RESET}.
   */
  default long resetCode() {
    return NOT_RESET;
  }
}
