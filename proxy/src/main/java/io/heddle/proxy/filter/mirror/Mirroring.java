package io.heddle.proxy.filter.mirror;

import io.heddle.proxy.config.Mirror;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.RequestSink;
import io.heddle.proxy.http.Terminal;
import java.util.random.RandomGenerator;

/**
 * Has copies of requests sent to the clusters that their route mirrors to, on one event loop. A
 * copy is made of what goes on, edits and all, and waits until the whole request was handed to the
 * original: that is neither slower nor changed for it, and hears nothing of what becomes of it.
 */
public final class Mirroring implements Terminal {
  private final Terminal original;
  private final MirrorSender sender;
  private final MirrorBudget budget;
  private final RandomGenerator random;

  public Mirroring(
      Terminal original, MirrorSender sender, MirrorBudget budget, RandomGenerator random) {
    this.original = original;
    this.sender = sender;
    this.budget = budget;
    this.random = random;
  }

  @Override
  public RequestSink dispatch(Exchange exchange) {
    RequestSink sink = original.dispatch(exchange);
    Route route = exchange.route();
    if (route == null
        || !(route.action() instanceof RouteAction.Forward forward)
        || forward.mirrors().isEmpty()
        || exchange.hasEnded()) {
      return sink;
    }
    for (Mirror mirror : forward.mirrors()) {
      if (isDrawn(mirror) && budget.begin(mirror.cluster())) {
        MirroredRequest copy =
            new MirroredRequest(
                mirror.cluster(), MirroredHead.of(exchange, mirror), forward.timeout(), budget);
        MirrorTap tap = new MirrorTap(sink, copy, sender);
        exchange.onEnd(tap);
        sink = tap;
      }
    }
    return sink;
  }

  private boolean isDrawn(Mirror mirror) {
    return mirror.numerator() >= mirror.denominator()
        || random.nextInt(mirror.denominator()) < mirror.numerator();
  }
}
