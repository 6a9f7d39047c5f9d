package io.heddle.controlplane.translate;

import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.TypeUrls;

/** What one resource is about; names it, and with the model decides its content. */
sealed interface Subject {
  ResourceKey key();

  /** How clients' connections to a service's port are taken. */
  record OutboundListenerOf(ServiceName service, int port) implements Subject {
    @Override
    public ResourceKey key() {
      return new ResourceKey(TypeUrls.LISTENER, Names.outboundListener(service, port));
    }
  }

  /** Where requests to a service's port go. */
  record RouteTableOf(ServiceName service, int port) implements Subject {
    @Override
    public ResourceKey key() {
      return new ResourceKey(TypeUrls.ROUTE, Names.outbound(service, port));
    }
  }

  /** How the instances behind a service's port are reached. */
  record ClusterOf(ServiceName service, int port) implements Subject {
    @Override
    public ResourceKey key() {
      return new ResourceKey(TypeUrls.CLUSTER, Names.outbound(service, port));
    }
  }

  /** Which instances are behind a service's port. */
  record EndpointsOf(ServiceName service, int port) implements Subject {
    @Override
    public ResourceKey key() {
      return new ResourceKey(TypeUrls.ENDPOINTS, Names.outbound(service, port));
    }
  }

  /** How an instance takes connections from the mesh. */
  record InboundListenerOf(String uid) implements Subject {
    @Override
    public ResourceKey key() {
      return new ResourceKey(TypeUrls.LISTENER, Names.inboundListener(uid));
    }
  }

  /** How a sidecar reaches its own application. */
  record InboundClusterOf(int applicationPort, HttpOptions.Version version) implements Subject {
    @Override
    public ResourceKey key() {
      return new ResourceKey(TypeUrls.CLUSTER, Names.inboundCluster(applicationPort, version));
    }
  }
}
