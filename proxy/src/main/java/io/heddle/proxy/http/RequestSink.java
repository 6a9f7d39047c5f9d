package io.heddle.proxy.http;

import io.netty.buffer.ByteBuf;

/** Where a dispatched request's body goes. */
public interface RequestSink {
  /** Takes ownership of the part. */
  void data(ByteBuf part);

  void end(HeadView trailers);

  /** The response has room again. */
  void onResponseWritable();

  /** The exchange was ended from elsewhere: let go of everything. */
  void cancel();
}
