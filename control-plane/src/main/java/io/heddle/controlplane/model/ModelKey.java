package io.heddle.controlplane.model;

import java.util.Set;

/** A part of the model that a change dirtied; no finer than what some resource depends on. */
public sealed interface ModelKey {
  /** These ports of the service came, went or changed. */
  record ServicePorts(ServiceName service, Set<Integer> ports) implements ModelKey {
    public ServicePorts {
      ports = Set.copyOf(ports);
    }
  }

  /** The routes that have the service as their parent. */
  record ServiceRoutes(ServiceName service) implements ModelKey {}

  /** The set of identities that the service's instances have. */
  record ServiceIdentities(ServiceName service) implements ModelKey {}

  /** Which instances serve the port, where, or in which state. */
  record PortEndpoints(ServiceName service, int port) implements ModelKey {}

  /** The instance came or went, or its inbound ports, identity or prefetched names changed. */
  record InstanceInbound(String uid) implements ModelKey {}

  /** The first instance with this port of an application came, or the last one went. */
  record ApplicationPort(int port) implements ModelKey {}
}
