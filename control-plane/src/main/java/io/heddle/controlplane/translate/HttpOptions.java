package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig;

/** Which version of HTTP a cluster speaks, and when its unused connections are closed. */
final class HttpOptions {
  private HttpOptions() {}

  /** The version that the servers behind a cluster speak. */
  enum Version {
    HTTP_1,
    HTTP_2
  }

  static void set(Cluster.Builder cluster, Version version, long idleSeconds) {
    HttpProtocolOptions options =
        HttpProtocolOptions.newBuilder()
            .setCommonHttpProtocolOptions(
                io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions.newBuilder()
                    .setIdleTimeout(Wire.seconds(idleSeconds)))
            .setExplicitHttpConfig(explicit(version))
            .build();
    cluster.putTypedExtensionProtocolOptions(
        "envoy.extensions.upstreams.http.v3.HttpProtocolOptions", Packed.any(options));
  }

  private static ExplicitHttpConfig explicit(Version version) {
    ExplicitHttpConfig.Builder explicit = ExplicitHttpConfig.newBuilder();
    return switch (version) {
      case HTTP_1 ->
          explicit.setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance()).build();
      case HTTP_2 ->
          explicit.setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance()).build();
    };
  }
}
