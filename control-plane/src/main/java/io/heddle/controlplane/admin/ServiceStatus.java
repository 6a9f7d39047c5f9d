package io.heddle.controlplane.admin;

import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServiceName;
import java.util.List;
import java.util.Map;

/**
 * A service, and how many are behind it.
 *
 * @param instances that its selector selects
 * @param others servers of its EndpointSlices
 */
public record ServiceStatus(
    ServiceName name,
    List<Integer> ports,
    Map<InstanceState, Integer> instances,
    Map<InstanceState, Integer> others) {
  public ServiceStatus {
    ports = List.copyOf(ports);
    instances = Map.copyOf(instances);
    others = Map.copyOf(others);
  }
}
