package io.heddle.controlplane.model;

import io.heddle.certs.SpiffeId;
import java.util.List;
import java.util.Optional;

/**
 * Servers of a service that have no sidecar of ours: somebody else says where they are and whether
 * they serve.
 *
 * @param identity what they show to clients of the mesh
 */
public record EndpointSlice(
    String namespace,
    String name,
    ServiceName service,
    SpiffeId identity,
    List<Port> ports,
    List<Member> members)
    implements MeshObject {
  public EndpointSlice {
    ports = List.copyOf(ports);
    members = List.copyOf(members);
  }

  /**
   * A port that all of its servers accept on.
   *
   * @param name that of the Service's port; empty if that has none
   */
  public record Port(String name, int port) {}

  /**
   * One server.
   *
   * @param zone empty when unknown
   */
  public record Member(String address, String zone, InstanceState state) {}

  @Override
  public ObjectName objectName() {
    return new ObjectName(Kind.ENDPOINT_SLICE, namespace, name);
  }

  /** Where its servers accept what clients send to the service's port. */
  public Optional<Port> portFor(ServicePort servicePort) {
    return ports.stream().filter(port -> port.name().equals(servicePort.name())).findFirst();
  }

  /** What names a server among all of the mesh. */
  public String uidOf(Member member) {
    return "slice/" + namespace + "/" + name + "/" + member.address();
  }
}
