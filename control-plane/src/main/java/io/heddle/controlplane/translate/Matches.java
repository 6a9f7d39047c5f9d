package io.heddle.controlplane.translate;

import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.heddle.controlplane.model.PathMatch;
import io.heddle.controlplane.model.RouteMatch.Named;
import io.heddle.controlplane.model.ValueMatch;
import io.heddle.controlplane.xds.ClientKind;
import java.util.List;
import java.util.Optional;

/** What a request must be, in Envoy's words. */
final class Matches {
  private static final String METHOD = ":method";

  /** Of a gRPC service or method. */
  private static final ValueMatch ANY_NAME = new ValueMatch.Regex("[^/]+");

  private Matches() {}

  /** Several where a client cannot be told in one; none where no request of its could fit. */
  static List<RouteMatch> translate(
      io.heddle.controlplane.model.RouteMatch match, ClientKind kind) {
    if (kind == ClientKind.GRPC && !fitsGrpc(match)) {
      return List.of();
    }
    return paths(match.path(), kind).stream().map(path -> rest(path, match, kind).build()).toList();
  }

  /** A gRPC request is a POST without a query. */
  private static boolean fitsGrpc(io.heddle.controlplane.model.RouteMatch match) {
    return match.queryParameters().isEmpty() && match.method().orElse("POST").equals("POST");
  }

  private static List<RouteMatch.Builder> paths(PathMatch path, ClientKind kind) {
    return switch (path) {
      case PathMatch.Exact(var text) -> List.of(RouteMatch.newBuilder().setPath(text));
      case PathMatch.Regex(var pattern) ->
          List.of(RouteMatch.newBuilder().setSafeRegex(regex(pattern)));
      case PathMatch.Prefix prefix when prefix.isEverything() ->
          List.of(RouteMatch.newBuilder().setPrefix("/"));
      // gRPC knows no prefix by segments, and rejects the whole table for it.
      case PathMatch.Prefix(var text) when kind == ClientKind.GRPC ->
          List.of(
              RouteMatch.newBuilder().setPath(text), RouteMatch.newBuilder().setPrefix(text + "/"));
      case PathMatch.Prefix(var text) ->
          List.of(RouteMatch.newBuilder().setPathSeparatedPrefix(text));
      case PathMatch.Rpc rpc -> List.of(rpc(rpc, kind));
    };
  }

  private static RouteMatch.Builder rpc(PathMatch.Rpc rpc, ClientKind kind) {
    RouteMatch.Builder match = RouteMatch.newBuilder();
    if (rpc.service().orElse(ANY_NAME) instanceof ValueMatch.Exact(var service)) {
      if (rpc.method().isEmpty()) {
        return kind == ClientKind.GRPC
            ? match.setPrefix("/" + service + "/")
            : match.setPathSeparatedPrefix("/" + service);
      }
      if (rpc.method().get() instanceof ValueMatch.Exact(var method)) {
        return match.setPath("/" + service + "/" + method);
      }
    }
    return match.setSafeRegex(regex("/" + part(rpc.service()) + "/" + part(rpc.method())));
  }

  private static String part(Optional<ValueMatch> name) {
    return switch (name.orElse(ANY_NAME)) {
      case ValueMatch.Exact(var text) -> Pattern.quote(text);
      case ValueMatch.Regex(var pattern) -> "(?:" + pattern + ")";
    };
  }

  private static RouteMatch.Builder rest(
      RouteMatch.Builder builder, io.heddle.controlplane.model.RouteMatch match, ClientKind kind) {
    if (kind != ClientKind.GRPC) {
      match
          .method()
          .ifPresent(method -> builder.addHeaders(header(METHOD, new ValueMatch.Exact(method))));
    }
    for (Named header : match.headers()) {
      builder.addHeaders(header(header.name(), header.value()));
    }
    for (Named parameter : match.queryParameters()) {
      builder.addQueryParameters(
          QueryParameterMatcher.newBuilder()
              .setName(parameter.name())
              .setStringMatch(string(parameter.value())));
    }
    return builder;
  }

  private static HeaderMatcher header(String name, ValueMatch value) {
    return HeaderMatcher.newBuilder().setName(name).setStringMatch(string(value)).build();
  }

  private static StringMatcher string(ValueMatch value) {
    return switch (value) {
      case ValueMatch.Exact(var text) -> StringMatcher.newBuilder().setExact(text).build();
      case ValueMatch.Regex(var pattern) ->
          StringMatcher.newBuilder().setSafeRegex(regex(pattern)).build();
    };
  }

  private static RegexMatcher regex(String pattern) {
    return RegexMatcher.newBuilder().setRegex(pattern).build();
  }
}
