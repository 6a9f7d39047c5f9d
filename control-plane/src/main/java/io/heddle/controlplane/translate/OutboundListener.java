package io.heddle.controlplane.translate;

import com.google.protobuf.BoolValue;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.ApiListener;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import io.heddle.controlplane.xds.ClientKind;

/** How clients' connections to a service's port are taken. */
final class OutboundListener {
  private OutboundListener() {}

  /** A gRPC client looks for routes on every port: it speaks HTTP/2, whatever the port says. */
  static boolean usesTable(ServicePort port, ClientKind kind) {
    return port.protocol().isHttp() || kind == ClientKind.GRPC;
  }

  static Listener translate(ServiceName service, ServicePort port, ClientKind kind) {
    String cluster = Names.outbound(service, port.port());
    if (!usesTable(port, kind)) {
      return listener(service, port, TcpForward.to(cluster)).build();
    }
    HttpConnectionManager manager = HttpManager.byTable(cluster, kind);
    Listener.Builder listener = listener(service, port, HttpManager.filter(manager));
    if (kind == ClientKind.GRPC) {
      listener.setApiListener(ApiListener.newBuilder().setApiListener(Packed.any(manager)));
    }
    return listener.build();
  }

  private static Listener.Builder listener(ServiceName service, ServicePort port, Filter filter) {
    return Listener.newBuilder()
        .setName(Names.outboundListener(service, port.port()))
        .setAddress(Wire.address(StandInAddress.of(service.host()), port.port()))
        .setBindToPort(BoolValue.of(false))
        .setTrafficDirection(TrafficDirection.OUTBOUND)
        .addFilterChains(FilterChain.newBuilder().addFilters(filter));
  }
}
