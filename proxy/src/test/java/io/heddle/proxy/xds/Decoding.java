package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.heddle.proxy.config.RouteConfig;
import java.util.function.UnaryOperator;

/** Decodes what Envoy's own classes make. */
final class Decoding {
  private Decoding() {}

  static RegexMatcher regex(String regex) {
    return RegexMatcher.newBuilder().setRegex(regex).build();
  }

  static HeaderValueOption edit(String key, String value, HeaderAppendAction action) {
    return HeaderValueOption.newBuilder()
        .setHeader(HeaderValue.newBuilder().setKey(key).setValue(value))
        .setAppendAction(action)
        .build();
  }

  private static RouteConfiguration withRoute(UnaryOperator<Route.Builder> change) {
    RouteConfiguration.Builder config = EnvoyResources.routes("r", CATALOG).toBuilder();
    VirtualHost.Builder host = config.getVirtualHostsBuilder(0);
    host.setRoutes(0, change.apply(host.getRoutes(0).toBuilder()));
    return config.build();
  }

  static io.heddle.proxy.config.Route route(UnaryOperator<Route.Builder> change) {
    RouteConfig config = ((Resource.Routes) accepted(withRoute(change))).config();
    return config.virtualHosts().getFirst().routes().getFirst();
  }

  static String rejectedRoute(UnaryOperator<Route.Builder> change) {
    return rejected(withRoute(change));
  }

  static Resource accepted(Message message) {
    Decoded decoded = decode(message);
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted) decoded).resource();
  }

  static String rejected(Message message) {
    Decoded decoded = decode(message);
    assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    return ((Decoded.Rejected) decoded).reason();
  }

  private static Decoded decode(Message message) {
    String typeUrl = "type.googleapis.com/" + message.getDescriptorForType().getFullName();
    Object name = message.getField(message.getDescriptorForType().findFieldByNumber(1));
    ResourceKey key = new ResourceKey(ResourceType.of(typeUrl).orElseThrow(), name.toString());
    return new ResourceDecoder().decode(key, typeUrl, message.toByteArray());
  }
}
