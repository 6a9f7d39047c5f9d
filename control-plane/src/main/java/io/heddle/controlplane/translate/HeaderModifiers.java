package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.heddle.controlplane.model.HeaderEdits;
import io.heddle.controlplane.model.HeaderEdits.Header;
import io.heddle.controlplane.model.MessageEdits;
import io.heddle.controlplane.xds.ClientKind;
import java.util.ArrayList;
import java.util.List;

/** Edits of requests' and responses' heads, in Envoy's words; gRPC knows none. */
final class HeaderModifiers {
  private HeaderModifiers() {}

  /** Of all requests that fit the route. */
  static void set(Route.Builder route, MessageEdits edits, ClientKind kind) {
    if (kind != ClientKind.GRPC) {
      route
          .addAllRequestHeadersToRemove(edits.request().remove())
          .addAllRequestHeadersToAdd(options(edits.request(), kind))
          .addAllResponseHeadersToRemove(edits.response().remove())
          .addAllResponseHeadersToAdd(options(edits.response(), kind));
    }
  }

  /** Of those that go to one cluster. */
  static void set(ClusterWeight.Builder cluster, MessageEdits edits, ClientKind kind) {
    if (kind != ClientKind.GRPC) {
      cluster
          .addAllRequestHeadersToRemove(edits.request().remove())
          .addAllRequestHeadersToAdd(options(edits.request(), kind))
          .addAllResponseHeadersToRemove(edits.response().remove())
          .addAllResponseHeadersToAdd(options(edits.response(), kind));
    }
  }

  private static List<HeaderValueOption> options(HeaderEdits edits, ClientKind kind) {
    List<HeaderValueOption> options = new ArrayList<>();
    for (Header header : edits.set()) {
      options.add(option(header, HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD, kind));
    }
    for (Header header : edits.add()) {
      options.add(option(header, HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD, kind));
    }
    return options;
  }

  private static HeaderValueOption option(
      Header header, HeaderAppendAction action, ClientKind kind) {
    return HeaderValueOption.newBuilder()
        .setHeader(
            HeaderValue.newBuilder().setKey(header.name()).setValue(value(header.value(), kind)))
        .setAppendAction(action)
        .setKeepEmptyValue(true)
        .build();
  }

  /** Envoy takes a percent sign for the start of a variable. */
  private static String value(String value, ClientKind kind) {
    return kind == ClientKind.ENVOY ? value.replace("%", "%%") : value;
  }
}
