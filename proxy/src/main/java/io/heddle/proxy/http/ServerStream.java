package io.heddle.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/**
 * The server's side of one exchange, as a codec offers it: the request comes out of it, the
 * response goes into it. Belongs to the event loop of its connection; calls after the response's
 * end or a cut do nothing but release what they were given.
 */
public interface ServerStream {
  RequestHead request();

  DownstreamConnection connection();

  EventLoop eventLoop();

  /** Withholds read credit: after what is already read, no more of the request's body comes. */
  void pauseRequest();

  void resumeRequest();

  /** Sends a 1xx response, if the client understands them. */
  void informational(ResponseHead head, HeadEdits edits);

  /** Starts the one final response. */
  void respond(ResponseHead head, HeadEdits edits);

  /** Sends a part of the response's body; takes ownership of it. */
  void write(ByteBuf part);

  /** Ends the response. The rest of the request, if any, is the codec's to discard. */
  void finish(HeadView trailers);

  /** Says on the response that this connection takes no more requests; call before the head. */
  void announceClose();

  /** Cuts the exchange so that the client notices that its response is not whole. */
  void cut();

  /** Cuts it as the upstream did, with an error code of HTTP/2 where the client speaks that. */
  default void reset(long code) {
    cut();
  }

  /** Is there room for more of the response? When there is again, the handler is told. */
  boolean isWritable();
}
