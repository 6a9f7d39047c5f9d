package io.heddle.proxy.filter.timeout;

import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.http.EndListener;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.Filter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends an exchange with 504 when it takes longer than its route allows, from head to end. */
public final class RouteTimeout implements Filter {
  @Override
  public Verdict onRequest(Exchange exchange) {
    Route route = exchange.route();
    if (route != null
        && route.action() instanceof RouteAction.Forward forward
        && !forward.timeout().isZero()) {
      exchange.onEnd(new Limit(exchange, forward.timeout()));
    }
    return Verdict.CONTINUE;
  }

  /** One exchange's timer. */
  private static final class Limit implements Runnable, EndListener {
    private final Exchange exchange;
    private final Duration timeout;
    private final Future<?> timer;

    Limit(Exchange exchange, Duration timeout) {
      this.exchange = exchange;
      this.timeout = timeout;
      this.timer = exchange.eventLoop().schedule(this, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
      if (!exchange.hasSwitched()) {
        exchange.fail(Failure.RESPONSE_TIMEOUT, "route timeout " + timeout);
      }
    }

    @Override
    public void onEnd(Exchange ended) {
      timer.cancel(false);
    }
  }
}
