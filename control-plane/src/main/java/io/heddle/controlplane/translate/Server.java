package io.heddle.controlplane.translate;

import io.heddle.controlplane.model.EndpointSlice;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServicePort;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that answers on a service's port, whoever says so.
 *
 * @param zone empty when unknown
 */
record Server(String uid, String address, int port, String zone, InstanceState state) {
  /** Those of a port that clients see, in the order of their uids. */
  static List<Server> of(ServicePort port, List<Instance> instances, List<EndpointSlice> slices) {
    return Stream.concat(
            instances.stream().flatMap(instance -> of(port, instance).stream()),
            slices.stream().flatMap(slice -> of(port, slice)))
        .filter(server -> server.state().isVisible())
        .sorted(Comparator.comparing(Server::uid))
        .toList();
  }

  private static Optional<Server> of(ServicePort port, Instance instance) {
    return port.servedBy(instance)
        .map(inbound ->
            new Server(
                instance.uid(),
                instance.address(),
                inbound.port(),
                instance.zone(),
                instance.state()));
  }

  private static Stream<Server> of(ServicePort port, EndpointSlice slice) {
    return slice.portFor(port).stream()
        .flatMap(found ->
            slice.members().stream()
                .map(member ->
                    new Server(
                        slice.uidOf(member),
                        member.address(),
                        found.port(),
                        member.zone(),
                        member.state())));
  }
}
