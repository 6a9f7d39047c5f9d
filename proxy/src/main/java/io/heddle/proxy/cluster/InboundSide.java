package io.heddle.proxy.cluster;

import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.http.EndListener;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.LoadStamp;
import io.heddle.proxy.http.MadeResponse;
import io.heddle.proxy.http.MeshHeaders;
import io.heddle.proxy.http.Protections;
import io.heddle.proxy.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/** To the application: counts what it has in flight, stamps its answers, marks what missed it. */
public final class InboundSide implements Side, EndListener {
  private final InstanceLoad.Cell load;
  private final InboundGate gate;
  private final Protections protections;

  public InboundSide(InstanceLoad.Cell load, InboundGate gate, Protections protections) {
    this.load = load;
    this.gate = gate;
    this.protections = protections;
  }

  @Override
  public void onDispatch(Exchange exchange) {
    load.begin();
    exchange.onEnd(this);
  }

  @Override
  public void onEnd(Exchange exchange) {
    load.end();
    if (!exchange.record().madeByMesh() && exchange.record().isWhole()) {
      load.served(exchange.record().durationNanos());
    }
  }

  @Override
  public boolean isUnprocessed(Peer peer, ResponseHead head) {
    return false;
  }

  @Override
  public RetryPolicy retries(RouteAction.Forward forward) {
    // The client's sidecar tries again: it has other instances to choose from.
    return RetryPolicy.NONE;
  }

  @Override
  public @Nullable Failure failureBehind(Peer peer, ResponseHead head) {
    return null;
  }

  @Override
  public void onResponse(Exchange exchange, Peer peer, EndpointState endpoint, ResponseHead head) {
    if (MadeResponse.isOurs(head.header(MadeResponse.PROXY_STATUS))) {
      exchange.responseEdits().remove(MadeResponse.PROXY_STATUS);
    }
    if (exchange.connection().isMesh()) {
      LoadStamp stamp =
          new LoadStamp(
              Math.max(0, load.inFlightEverywhere() - 1),
              load.serviceMillis(),
              gate.isAnnouncing());
      exchange.responseEdits().set(MeshHeaders.LOAD, stamp.format());
    }
    if (gate.isAnnouncing()) {
      exchange.announceClose();
    }
  }

  @Override
  public void onNothingWritten(Exchange exchange) {
    if (exchange.connection().isMesh() && protections.unprocessed()) {
      exchange.responseEdits().set(MeshHeaders.UNPROCESSED, "1");
    }
  }
}
