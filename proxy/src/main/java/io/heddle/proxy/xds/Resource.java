package io.heddle.proxy.xds;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.RouteConfig;
import java.security.cert.X509Certificate;
import java.util.List;

/** A resource that was read and can be honoured. */
sealed interface Resource {
  record Listener(ListenerConfig config) implements Resource {}

  record Routes(RouteConfig config) implements Resource {}

  record Cluster(ClusterConfig config) implements Resource {}

  record Endpoints(EndpointSet config) implements Resource {}

  /** The secret {@code default}: leaf first; its key is here already. */
  record Chain(List<X509Certificate> certificates) implements Resource {
    public Chain {
      certificates = List.copyOf(certificates);
    }
  }

  /** The secret {@code ROOTCA}. */
  record Roots(List<X509Certificate> certificates) implements Resource {
    public Roots {
      certificates = List.copyOf(certificates);
    }
  }
}
