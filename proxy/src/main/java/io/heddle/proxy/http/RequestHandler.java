package io.heddle.proxy.http;

import io.netty.buffer.ByteBuf;

/** What a codec tells about a request after its head, on the connection's event loop. */
public interface RequestHandler {
  /** A part of the body, now owned by the handler. */
  void onRequestData(ByteBuf part);

  void onRequestEnd(HeadView trailers);

  /** The response has room again. */
  void onWritable();

  /**
   * The exchange cannot go on: the client is gone or broke the protocol. The codec closes the
   * connection; a response can still be given unless one has begun or the client is gone.
   */
  void onRequestCut(Failure failure, String detail);

  /** The instance is about to stop; whoever can be told to begin anew elsewhere is told. */
  default void onMoveOn() {}
}
