package io.heddle.proxy.filter.gate;

import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.Filter;
import io.heddle.proxy.http.MeshHeaders;
import io.heddle.proxy.http.Protections;

/**
 * Refuses requests that must not reach the application now, with the mark that lets a mesh client
 * send them elsewhere.
 */
public final class GateFilter implements Filter {
  private final InboundGate gate;
  private final Protections protections;
  private final ExchangeObserver observer;

  public GateFilter(InboundGate gate, Protections protections, ExchangeObserver observer) {
    this.gate = gate;
    this.protections = protections;
    this.observer = observer;
  }

  @Override
  public Verdict onRequest(Exchange exchange) {
    if (gate.isMisdirecting()) {
      observer.onMisdirected(exchange.record());
    }
    if (gate.isAnnouncing()) {
      exchange.announceClose();
    }
    if (!gate.isRefusing() || exchange.connection().kind() == Kind.PLAINTEXT) {
      return Verdict.CONTINUE;
    }
    if (protections.unprocessed() && exchange.connection().isMesh()) {
      exchange.responseEdits().set(MeshHeaders.UNPROCESSED, "1");
    }
    return exchange.fail(Failure.NOT_PROCESSED, "instance is not serving: " + gate.state());
  }
}
