package io.heddle.proxy.cluster;

import io.heddle.proxy.config.ClusterConfig.Version;
import io.heddle.proxy.http.ClientProtocol;

/** How connections to upstreams speak, by the version that a cluster names. */
public record ClientProtocols(ClientProtocol http1, ClientProtocol http2) {
  ClientProtocol of(Version version) {
    return switch (version) {
      case HTTP_1 -> http1;
      case HTTP_2 -> http2;
    };
  }
}
