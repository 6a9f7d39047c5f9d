package io.heddle.proxy.xds;

import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.Rewrite;
import io.heddle.proxy.config.RouteAction;
import java.time.Duration;
import java.util.Optional;

/** Reads the action of an {@code envoy.config.route.v3.Route}. */
final class RouteActionDecoder {
  /** What Envoy does when a route says nothing; Heddle's control plane always says. */
  private static final Duration UNSAID_TIMEOUT = Duration.ofSeconds(15);

  private RouteActionDecoder() {}

  static RouteAction decode(ProtoMessage route) throws DecodeException {
    return switch (route.lastOf(2, 3, 7, 17, 18)) {
      case 2 -> forward(route.message(2, "route").orElseThrow());
      case 3 -> RedirectDecoder.decode(route.message(3, "redirect").orElseThrow());
      case 7 -> respond(route.message(7, "direct_response").orElseThrow());
      default -> throw route.rejected("action", "other", "route, redirect or direct_response");
    };
  }

  private static RouteAction respond(ProtoMessage response) throws DecodeException {
    long status = response.unsigned(1);
    if (status < 200 || status > 599) {
      throw response.rejected("status", String.valueOf(status), "200-599");
    }
    return new RouteAction.Respond((int) status);
  }

  private static RouteAction forward(ProtoMessage action) throws DecodeException {
    Optional<ProtoMessage> retry = action.message(9, "retry_policy");
    return new RouteAction.Forward(
        WeightedClusterDecoder.decode(action),
        action.duration(8, "timeout").orElse(UNSAID_TIMEOUT),
        retry.isEmpty()
            ? Duration.ZERO
            : retry.get().duration(3, "per_try_timeout").orElse(Duration.ZERO),
        retry.isEmpty() ? RetryPolicy.NONE : RetryPolicyDecoder.decode(retry.get()),
        clusterNotFoundStatus(action),
        new Rewrite(path(action), UriParts.authority(action, "host_rewrite_literal", 6)),
        MirrorDecoder.decode(action));
  }

  private static PathRewrite path(ProtoMessage action) throws DecodeException {
    PathRewrite prefix = PathRewriteDecoder.prefix(action, 5);
    Optional<ProtoMessage> regex = action.message(32, "regex_rewrite");
    if (regex.isEmpty()) {
      return prefix;
    }
    if (!(prefix instanceof PathRewrite.Keep)) {
      throw action.rejected("regex_rewrite", "beside prefix_rewrite", "one of the two");
    }
    return PathRewriteDecoder.regex(regex.get());
  }

  private static int clusterNotFoundStatus(ProtoMessage action) throws DecodeException {
    return switch (action.integer(20)) {
      case 0 -> 503;
      case 1 -> 404;
      case 2 -> 500;
      default ->
          throw action.rejected(
              "cluster_not_found_response_code",
              String.valueOf(action.integer(20)),
              "SERVICE_UNAVAILABLE, NOT_FOUND or INTERNAL_SERVER_ERROR");
    };
  }
}
