package io.heddle.proxy.cluster;

import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.ResponseHead;

/** What differs between sending to the application beside us and sending into the mesh. */
interface Side {
  void onDispatch(Exchange exchange);

  /** Does the response say, credibly, that no byte of the request reached an application? */
  boolean isUnprocessed(Peer peer, ResponseHead head);

  /** A response has come and will be passed on. */
  void onResponse(Exchange exchange, Peer peer, EndpointState endpoint, ResponseHead head);

  /** The exchange is about to fail and no byte of it was written to any endpoint. */
  void onNothingWritten(Exchange exchange);
}
