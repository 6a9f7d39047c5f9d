package io.heddle.controlplane.translate;

import com.google.protobuf.Descriptors.Descriptor;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;

/** The type URLs of the resources that the model turns into. */
final class TypeUrls {
  static final String LISTENER = of(Listener.getDescriptor());
  static final String ROUTE = of(RouteConfiguration.getDescriptor());
  static final String CLUSTER = of(Cluster.getDescriptor());
  static final String ENDPOINTS = of(ClusterLoadAssignment.getDescriptor());

  private TypeUrls() {}

  private static String of(Descriptor descriptor) {
    return "type.googleapis.com/" + descriptor.getFullName();
  }
}
