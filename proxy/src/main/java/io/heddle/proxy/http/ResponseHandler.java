package io.heddle.proxy.http;

import io.netty.buffer.ByteBuf;

/** What a codec tells about a response, on the connection's event loop. */
public interface ResponseHandler {
  void onInformational(ResponseHead head);

  void onResponse(ResponseHead head);

  /** A part of the body, now owned by the handler. */
  void onResponseData(ByteBuf part);

  void onResponseEnd(HeadView trailers);

  /** The request has room again. */
  void onRequestWritable();

  /** The connection ended, or the upstream broke the protocol, before the response's end. */
  void onResponseCut(Progress progress, Failure failure, String detail);

  /** How far an exchange came on its connection. */
  enum Progress {
    /** No byte of the request was handed to the socket. */
    NOTHING_WRITTEN,
    /** Some of the request may have been read by the other side. */
    WRITTEN,
    /** Some of the response was read. */
    ANSWERED
  }
}
