package io.heddle.proxy.filter.cors;

import io.heddle.proxy.config.CorsPolicy;
import io.heddle.proxy.config.CorsPolicy.OtherPreflights;
import io.heddle.proxy.config.OriginMatch;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.Filter;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers which scripts may read a route's responses, as Envoy's filter does: the preflight
 * of an allowed origin is answered here, its other requests go on and their responses say that it
 * is allowed, whatever the application or the route says. Requests of other origins go on as if
 * there were no policy; their preflights, too, unless the policy has them answered. Routes that
 * answer by themselves have none.
 */
public final class CorsFilter implements Filter {
  private static final String ASKED_METHOD = "access-control-request-method";
  private static final String ASKED_HEADERS = "access-control-request-headers";

  @Override
  public Verdict onRequest(Exchange exchange) {
    Route route = exchange.route();
    if (route == null
        || route.cors().allowOrigins().isEmpty()
        || !(route.action() instanceof RouteAction.Forward)) {
      return Verdict.CONTINUE;
    }
    String origin = exchange.request().header("origin");
    if (origin == null) {
      return Verdict.CONTINUE;
    }
    if (!allows(route.cors(), origin)) {
      return refuse(exchange, route.cors());
    }
    if (!isPreflight(exchange.request())) {
      allow(route.cors(), origin, exchange.responseEdits());
      return Verdict.CONTINUE;
    }
    // The route's edits are for what it answers; this is no answer of it.
    exchange.responseEdits().clear();
    allow(route.cors(), origin, exchange.responseEdits());
    answer(route.cors(), exchange.request(), exchange.responseEdits());
    return exchange.respondDirectly(200);
  }

  private static Verdict refuse(Exchange exchange, CorsPolicy policy) {
    if (policy.otherPreflights() == OtherPreflights.FORWARDED || !isPreflight(exchange.request())) {
      return Verdict.CONTINUE;
    }
    exchange.responseEdits().clear();
    return exchange.respondDirectly(200);
  }

  private static boolean allows(CorsPolicy policy, String origin) {
    if (origin.isEmpty()) {
      return false;
    }
    for (OriginMatch match : policy.allowOrigins()) {
      if (matches(match, origin)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(OriginMatch match, String origin) {
    return switch (match) {
      case OriginMatch.Exact(var exact) -> exact.equals("*") || exact.equals(origin);
      case OriginMatch.Prefix(var prefix) -> origin.startsWith(prefix);
      case OriginMatch.Suffix(var suffix) -> origin.endsWith(suffix);
      case OriginMatch.Regex(var pattern) -> pattern.matcher(origin).matches();
    };
  }

  private static void allow(CorsPolicy policy, String origin, HeadEdits response) {
    response.set("access-control-allow-origin", origin);
    if (policy.allowCredentials()) {
      response.set("access-control-allow-credentials", "true");
    }
    set(response, "access-control-expose-headers", policy.exposeHeaders());
  }

  private static boolean isPreflight(RequestHead request) {
    String asked = request.header(ASKED_METHOD);
    return request.method().equals("OPTIONS") && asked != null && !asked.isEmpty();
  }

  private static void answer(CorsPolicy policy, RequestHead request, HeadEdits response) {
    set(
        response,
        "access-control-allow-methods",
        literalOrAsked(policy.allowMethods(), request.header(ASKED_METHOD)));
    set(
        response,
        "access-control-allow-headers",
        literalOrAsked(policy.allowHeaders(), request.header(ASKED_HEADERS)));
    set(response, "access-control-max-age", policy.maxAge());
  }

  private static String literalOrAsked(String literal, @Nullable String asked) {
    if (!literal.equals("*")) {
      return literal;
    }
    return asked == null ? "" : asked;
  }

  private static void set(HeadEdits response, String name, String value) {
    if (!value.isEmpty()) {
      response.set(name, value);
    }
  }
}
