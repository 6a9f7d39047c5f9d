package io.heddle.proxy.cluster;

import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/** What differs between sending to the application beside us and sending into the mesh. */
interface Side {
  void onDispatch(Exchange exchange);

  /** Does the response say, credibly, that no byte of the request reached an application? */
  boolean isUnprocessed(Peer peer, ResponseHead head);

  /** What is tried again although an application may have read it. */
  RetryPolicy retries(RouteAction.Forward forward);

  /**
   * What the response says, credibly, that became of the request behind who made it, if it does.
   */
  @Nullable Failure failureBehind(Peer peer, ResponseHead head);

  /** A response has come and will be passed on. */
  void onResponse(Exchange exchange, Peer peer, EndpointState endpoint, ResponseHead head);

  /** The exchange is about to fail and no byte of it was written to any endpoint. */
  void onNothingWritten(Exchange exchange);
}
