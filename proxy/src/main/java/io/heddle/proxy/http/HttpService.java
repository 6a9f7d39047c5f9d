package io.heddle.proxy.http;

/** Answers requests; one for each connection. */
public interface HttpService {
  /** A request's head has come. The stream may be answered before this returns. */
  RequestHandler onRequest(ServerStream stream);

  /** Is there no memory for another request? */
  boolean isFull();

  /** A request was refused by the codec before there was an exchange. */
  void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail);
}
