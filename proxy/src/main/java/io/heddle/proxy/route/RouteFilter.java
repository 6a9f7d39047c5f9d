package io.heddle.proxy.route;

import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.Filter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives an exchange its route, or answers: as the route says, or that there is none. */
public final class RouteFilter implements Filter {
  private final Source source;

  public RouteFilter(Source source) {
    this.source = source;
  }

  /** Where the table in force for a connection is found. */
  public interface Source {
    /** Null when the listener or its routes are not known. */
    @Nullable RouteTable table();
  }

  @Override
  public Verdict onRequest(Exchange exchange) {
    RouteTable table = source.table();
    if (table == null) {
      return exchange.fail(Failure.NO_LISTENER, "no routes for this listener");
    }
    Optional<Route> route = table.match(exchange.request());
    if (route.isEmpty()) {
      return exchange.fail(Failure.NO_ROUTE, "no route matches");
    }
    exchange.routeTo(route.get());
    return switch (route.get().action()) {
      case RouteAction.Respond(var status) -> exchange.respondDirectly(status);
      case RouteAction.Redirect redirect ->
          redirect(exchange, redirect, route.get().match().path());
      case RouteAction.Forward _ -> Verdict.CONTINUE;
    };
  }

  private static Verdict redirect(
      Exchange exchange, RouteAction.Redirect redirect, PathMatch match) {
    if (redirect.host().isEmpty() && exchange.request().authority().isEmpty()) {
      return exchange.fail(Failure.BAD_REQUEST, "host: none (expected: one, to redirect there)");
    }
    String scheme = exchange.connection().kind() == Kind.PLAINTEXT ? "http" : "https";
    return exchange.redirect(
        redirect.status(), Location.of(redirect, match, exchange.request(), scheme));
  }
}
