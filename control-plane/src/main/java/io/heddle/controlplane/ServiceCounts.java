package io.heddle.controlplane;

import io.heddle.controlplane.admin.ServiceStatus;
import io.heddle.controlplane.model.EndpointSlice;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.Service;
import io.heddle.controlplane.model.ServicePort;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Who is behind each service. */
final class ServiceCounts {
  private ServiceCounts() {}

  static List<ServiceStatus> of(MeshModel model) {
    return model.services().stream().map(service -> of(service, model)).toList();
  }

  private static ServiceStatus of(Service service, MeshModel model) {
    Map<InstanceState, Integer> instances = new EnumMap<>(InstanceState.class);
    for (Instance instance : model.instancesOf(service.name())) {
      instances.merge(instance.state(), 1, Integer::sum);
    }
    Map<InstanceState, Integer> others = new EnumMap<>(InstanceState.class);
    for (EndpointSlice slice : model.slicesOf(service.name())) {
      slice.members().forEach(member -> others.merge(member.state(), 1, Integer::sum));
    }
    return new ServiceStatus(
        service.name(),
        service.ports().stream().map(ServicePort::port).toList(),
        instances,
        others);
  }
}
