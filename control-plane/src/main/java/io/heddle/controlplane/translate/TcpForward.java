package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;

/** The filter that passes a connection's bytes on as they are. */
final class TcpForward {
  private TcpForward() {}

  static Filter to(String cluster) {
    TcpProxy proxy =
        TcpProxy.newBuilder()
            .setStatPrefix(cluster)
            .setCluster(cluster)
            .setIdleTimeout(Wire.seconds(Limits.TCP_IDLE_SECONDS))
            .build();
    return Filter.newBuilder()
        .setName("envoy.filters.network.tcp_proxy")
        .setTypedConfig(Packed.any(proxy))
        .build();
  }
}
