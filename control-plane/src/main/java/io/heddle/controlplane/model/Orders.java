package io.heddle.controlplane.model;

import java.util.Comparator;

/** The orders in which the model lists its parts, the same in every process. */
final class Orders {
  static final Comparator<Service> SERVICES = Comparator.comparing(Service::name);
  static final Comparator<MeshRoute> ROUTES = Comparator.comparing(MeshRoute::objectName);
  static final Comparator<EndpointSlice> SLICES = Comparator.comparing(EndpointSlice::objectName);
  static final Comparator<Instance> INSTANCES = Comparator.comparing(Instance::uid);

  private Orders() {}
}
