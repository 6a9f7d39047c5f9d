package io.heddle.proxy.cluster;

import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.LoadStamp;
import io.heddle.proxy.http.MadeResponse;
import io.heddle.proxy.http.MeshHeaders;
import io.heddle.proxy.http.Protections;
import io.heddle.proxy.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/** Into the mesh: believes what the other sidecar says of its instance. */
public final class OutboundSide implements Side {
  private static final int SERVICE_UNAVAILABLE = 503;

  private final Protections protections;

  public OutboundSide(Protections protections) {
    this.protections = protections;
  }

  @Override
  public void onDispatch(Exchange exchange) {
    // The load that counts is at the other end.
  }

  @Override
  public boolean isUnprocessed(Peer peer, ResponseHead head) {
    return protections.unprocessed()
        && peer.isSidecar()
        && head.status() == SERVICE_UNAVAILABLE
        && head.header(MeshHeaders.UNPROCESSED) != null;
  }

  @Override
  public RetryPolicy retries(RouteAction.Forward forward) {
    return forward.retry();
  }

  @Override
  public @Nullable Failure failureBehind(Peer peer, ResponseHead head) {
    return peer.isSidecar() && MadeResponse.saysCut(head.header(MadeResponse.PROXY_STATUS))
        ? Failure.UPSTREAM_CUT
        : null;
  }

  @Override
  public void onResponse(Exchange exchange, Peer peer, EndpointState endpoint, ResponseHead head) {
    if (peer.isSidecar()) {
      LoadStamp.parse(head.header(MeshHeaders.LOAD)).ifPresent(endpoint::stamped);
      if (MadeResponse.isOurs(head.header(MadeResponse.PROXY_STATUS))) {
        exchange.record().answeredByPeer();
      }
    }
  }

  @Override
  public void onNothingWritten(Exchange exchange) {
    // An application has no use for the mark.
  }
}
