package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.CorsPolicy;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.HeaderEdits.Header;
import io.heddle.proxy.config.Mirror;
import io.heddle.proxy.config.OriginMatch;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.evaluate.Answer.Fate;
import io.heddle.proxy.route.NearMiss;
import io.heddle.proxy.telemetry.JsonText;
import io.heddle.proxy.xds.OfflineConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Writes answers as JSON; docs/evaluate.md has the shape. */
final class AnswerJson {
  private static final int SHARE_DIGITS = 4;

  private final ProxySnapshot snapshot;
  private final JsonText json = new JsonText();

  AnswerJson(ProxySnapshot snapshot) {
    this.snapshot = snapshot;
  }

  String text(List<OfflineConfig.Refused> rejected, List<Answer> answers) {
    json.open('{').name("rejected").open('[');
    for (OfflineConfig.Refused refused : rejected) {
      json.open('{')
          .member("typeUrl", refused.typeUrl())
          .member("name", refused.name())
          .member("error", refused.error())
          .close('}');
    }
    json.close(']').name("answers").open('[');
    answers.forEach(this::answer);
    return json.close(']').close('}').toString();
  }

  private void answer(Answer answer) {
    json.open('{').member("listener", answer.listener());
    answer.routes().ifPresent(name -> json.member("routeConfiguration", name));
    answer.host().ifPresent(host -> host(host, answer));
    fate(answer.fate());
    answer.route().ifPresent(route -> cors(route.cors()));
    json.name("nearMisses").open('[');
    for (NearMiss miss : answer.nearMisses()) {
      json.open('{')
          .member("index", miss.index())
          .member("name", miss.name())
          .member("why", miss.why())
          .close('}');
    }
    json.close(']').close('}');
  }

  private void host(VirtualHost host, Answer answer) {
    json.member("virtualHost", host.name());
    answer
        .route()
        .ifPresent(route ->
            json.name("route")
                .open('{')
                .member("index", indexOf(host, route))
                .member("name", route.name())
                .close('}'));
  }

  /** Rules may be equal; the first that is, is the one that matched. */
  private static int indexOf(VirtualHost host, Route route) {
    return host.routes().indexOf(route);
  }

  private void fate(Fate fate) {
    switch (fate) {
      case Fate.Forward(var forward, var shares) -> forward(forward, shares);
      case Fate.Bytes(var cluster) -> bytes(cluster);
      case Fate.Respond respond -> respond(respond);
      case Fate.Nowhere(var status, var flag, var reason) -> {
        json.member("action", "none");
        if (status != 0) {
          json.member("status", status);
        }
        if (!flag.isEmpty()) {
          json.member("flag", flag);
        }
        json.member("reason", reason);
      }
    }
  }

  private void respond(Fate.Respond respond) {
    String location = "";
    for (Header header : respond.headers()) {
      location = header.name().equals("location") ? header.value() : location;
    }
    json.member("action", location.isEmpty() ? "respond" : "redirect")
        .member("status", respond.status());
    if (!location.isEmpty()) {
      json.member("location", location);
    }
    headers("headers", respond.headers());
  }

  private void bytes(String cluster) {
    json.member("action", "forward").member("protocol", "tcp").name("clusters").open('[').open('{');
    json.member("name", cluster).member("weight", 1).name("share").value(BigDecimal.ONE);
    endpoints(cluster);
    json.close('}').close(']');
  }

  private void forward(RouteAction.Forward forward, List<Share> shares) {
    long all = forward.clusters().stream().mapToLong(WeightedCluster::weight).sum();
    json.member("action", "forward").name("clusters").open('[');
    for (Share share : shares) {
      share(share, all);
    }
    json.close(']').name("mirrors").open('[');
    for (Mirror mirror : forward.mirrors()) {
      json.open('{')
          .member("cluster", mirror.cluster())
          .name("share")
          .value(share(Math.min(mirror.numerator(), mirror.denominator()), mirror.denominator()))
          .close('}');
    }
    json.close(']').name("timeouts").open('{');
    if (!forward.timeout().isZero()) {
      json.member("request", Seconds.text(forward.timeout()));
    }
    if (!forward.perTryTimeout().isZero()) {
      json.member("perTry", Seconds.text(forward.perTryTimeout()));
    }
    json.close('}');
  }

  private void share(Share share, long all) {
    json.open('{')
        .member("name", share.cluster().cluster())
        .member("weight", share.cluster().weight())
        .name("share")
        .value(share(share.cluster().weight(), all));
    SentOn request = share.request();
    json.name("request")
        .open('{')
        .member("method", request.method())
        .member("authority", request.authority())
        .member("path", request.target());
    headers("headers", request.headers());
    json.close('}').name("responseHeaders").open('{');
    HeaderEdits edits = share.responseEdits();
    headers("set", edits.set());
    headers("add", edits.add());
    json.name("remove").open('[');
    edits.remove().forEach(json::value);
    json.close(']').close('}');
    endpoints(share.cluster().cluster());
    json.close('}');
  }

  private void endpoints(String name) {
    ClusterConfig cluster = snapshot.clusters().get(name);
    if (cluster == null) {
      json.member("error", "no cluster " + name);
    }
    json.name("endpoints").open('[');
    if (cluster != null) {
      for (Endpoint endpoint : snapshot.endpointsOf(cluster).endpoints()) {
        json.open('{')
            .member("address", address(endpoint))
            .member("state", state(endpoint))
            .close('}');
      }
    }
    json.close(']');
  }

  private static String address(Endpoint endpoint) {
    String host = endpoint.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + endpoint.port();
  }

  private static String state(Endpoint endpoint) {
    return endpoint.health().name();
  }

  private void cors(CorsPolicy policy) {
    if (policy.allowOrigins().isEmpty()) {
      return;
    }
    json.name("cors").open('{').name("allowOrigins").open('[');
    policy.allowOrigins().forEach(origin -> json.value(text(origin)));
    json.close(']')
        .member("allowMethods", policy.allowMethods())
        .member("allowHeaders", policy.allowHeaders())
        .member("exposeHeaders", policy.exposeHeaders())
        .member("maxAge", policy.maxAge())
        .name("allowCredentials")
        .truth(policy.allowCredentials())
        .close('}');
  }

  private static String text(OriginMatch match) {
    return switch (match) {
      case OriginMatch.Exact(var origin) -> origin;
      case OriginMatch.Prefix(var prefix) -> prefix + "*";
      case OriginMatch.Suffix(var suffix) -> "*" + suffix;
      case OriginMatch.Regex(var pattern) -> "regular expression " + pattern.pattern();
    };
  }

  private void headers(String name, List<Header> headers) {
    json.name(name).open('[');
    for (Header header : headers) {
      json.open('{').member("name", header.name()).member("value", header.value()).close('}');
    }
    json.close(']');
  }

  private static BigDecimal share(long part, long all) {
    return all == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(all), SHARE_DIGITS, RoundingMode.HALF_UP)
            .stripTrailingZeros();
  }
}
