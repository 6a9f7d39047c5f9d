package io.heddle.controlplane.translate;

import com.google.protobuf.BoolValue;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.translate.HttpOptions.Version;
import java.util.Comparator;
import java.util.List;

/**
 * How an instance takes connections from the mesh. Follows from the instance alone: a live one
 * never loses its inbound config because of what happens to Services.
 */
final class InboundListener {
  /** Where captured traffic arrives; the sidecar accepts on the mesh ports themselves. */
  private static final int CAPTURE_PORT = 15_006;

  private InboundListener() {}

  static Listener translate(Instance instance, List<String> prefetch, TranslateConfig config) {
    Listener.Builder listener =
        Listener.newBuilder()
            .setName(Names.inboundListener(instance.uid()))
            .setAddress(Wire.address("0.0.0.0", CAPTURE_PORT))
            .setBindToPort(BoolValue.of(false))
            .setTrafficDirection(TrafficDirection.INBOUND);
    instance.inbound().stream()
        .sorted(Comparator.comparingInt(InboundPort::port))
        .forEach(port ->
            listener
                .addFilterChains(http(port, Version.HTTP_1, MutualTls.HTTP, config))
                .addFilterChains(http(port, Version.HTTP_2, MutualTls.HTTP_2, config))
                .addFilterChains(everythingElse(port, config)));
    if (!prefetch.isEmpty()) {
      listener.setMetadata(metadata(prefetch));
    }
    return listener.build();
  }

  /** The application is asked in the version that its clients use: they know it, and it does. */
  private static FilterChain http(
      InboundPort port, Version version, List<String> spoken, TranslateConfig config) {
    FilterChainMatch.Builder match = match(port).addAllApplicationProtocols(spoken);
    return FilterChain.newBuilder()
        .setFilterChainMatch(match)
        .addFilters(HttpManager.filter(HttpManager.byFixedTable(everything(port, version))))
        .setTransportSocket(MutualTls.fromClients(clients(config), spoken))
        .build();
  }

  /** Opaque, whatever the client says it speaks, or when it says nothing. */
  private static FilterChain everythingElse(InboundPort port, TranslateConfig config) {
    return FilterChain.newBuilder()
        .setFilterChainMatch(match(port))
        .addFilters(TcpForward.to(Names.inboundCluster(port.appPort(), Version.HTTP_1)))
        .setTransportSocket(MutualTls.fromClients(clients(config), MutualTls.TCP))
        .build();
  }

  private static FilterChainMatch.Builder match(InboundPort port) {
    return FilterChainMatch.newBuilder().setDestinationPort(UInt32Value.of(port.port()));
  }

  private static String clients(TranslateConfig config) {
    return "spiffe://" + config.trustDomain() + "/";
  }

  private static RouteConfiguration everything(InboundPort port, Version version) {
    String cluster = Names.inboundCluster(port.appPort(), version);
    return RouteConfiguration.newBuilder()
        .setName(cluster)
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName(cluster)
                .addDomains("*")
                .addRoutes(
                    Route.newBuilder()
                        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                        .setRoute(
                            RouteAction.newBuilder()
                                .setCluster(cluster)
                                .setTimeout(Wire.seconds(0)))))
        .build();
  }

  private static Metadata metadata(List<String> prefetch) {
    ListValue.Builder names = ListValue.newBuilder();
    prefetch.stream()
        .sorted()
        .distinct()
        .forEach(name -> names.addValues(Value.newBuilder().setStringValue(name)));
    return Metadata.newBuilder()
        .putFilterMetadata(
            Names.METADATA,
            Struct.newBuilder()
                .putFields("prefetch", Value.newBuilder().setListValue(names).build())
                .build())
        .build();
  }
}
