package io.heddle.controlplane.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A name that clients dial, and the instances behind it.
 *
 * @param selector labels an instance of the same namespace must have to belong; empty: none does
 */
public record Service(ServiceName name, Map<String, String> selector, List<ServicePort> ports)
    implements MeshObject {
  public Service {
    selector = Map.copyOf(selector);
    ports = List.copyOf(ports);
    long distinct = ports.stream().mapToInt(ServicePort::port).distinct().count();
    if (distinct != ports.size()) {
      throw new IllegalArgumentException("ports: " + ports + " (expected: each number once)");
    }
  }

  @Override
  public ObjectName objectName() {
    return new ObjectName(Kind.SERVICE, name.namespace(), name.name());
  }

  public Optional<ServicePort> port(int number) {
    return ports.stream().filter(port -> port.port() == number).findFirst();
  }

  /** Whether the instance belongs to this service. */
  public boolean selects(Instance instance) {
    return !selector.isEmpty()
        && instance.namespace().equals(name.namespace())
        && instance.labels().entrySet().containsAll(selector.entrySet());
  }
}
