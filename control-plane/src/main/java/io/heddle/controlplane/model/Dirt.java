package io.heddle.controlplane.model;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.ModelKey.InstanceInbound;
import io.heddle.controlplane.model.ModelKey.PortEndpoints;
import io.heddle.controlplane.model.ModelKey.ServiceIdentities;
import io.heddle.controlplane.model.ModelKey.ServicePorts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a change of a service or an instance dirties. */
final class Dirt {
  private Dirt() {}

  static Set<ModelKey> ofService(ServiceName name, Membership before, Membership after) {
    Set<ModelKey> dirty = new LinkedHashSet<>();
    List<ServicePort> oldPorts = ports(name, before);
    List<ServicePort> newPorts = ports(name, after);
    Set<Integer> changed =
        Stream.concat(
                oldPorts.stream().filter(port -> !newPorts.contains(port)),
                newPorts.stream().filter(port -> !oldPorts.contains(port)))
            .map(ServicePort::port)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!changed.isEmpty()) {
      dirty.add(new ServicePorts(name, changed));
    }
    if (!identities(name, before).equals(identities(name, after))) {
      dirty.add(new ServiceIdentities(name));
    }
    if (!members(name, before).equals(members(name, after))) {
      newPorts.forEach(port -> dirty.add(new PortEndpoints(name, port.port())));
    }
    return dirty;
  }

  static Set<ModelKey> ofInstance(String uid, Membership before, Membership after) {
    Optional<Instance> old = before.instances().get(uid);
    Optional<Instance> instance = after.instances().get(uid);
    Set<ModelKey> dirty = new LinkedHashSet<>();
    Stream.concat(before.memberships().get(uid), after.memberships().get(uid))
        .distinct()
        .sorted()
        .forEach(service -> {
          Optional<Instance> oldMember = old.filter(it -> selects(service, before, it));
          Optional<Instance> newMember = instance.filter(it -> selects(service, after, it));
          if (changesIdentities(service, after, oldMember, newMember)) {
            dirty.add(new ServiceIdentities(service));
          }
          ports(service, after).stream()
              .filter(port -> !seen(port, oldMember).equals(seen(port, newMember)))
              .forEach(port -> dirty.add(new PortEndpoints(service, port.port())));
        });
    if (!own(old).equals(own(instance))) {
      dirty.add(new InstanceInbound(uid));
    }
    return dirty;
  }

  /** What a change of a service's servers without sidecar dirties. */
  static Set<ModelKey> ofServers(ServiceName name, MeshModel before, MeshModel after) {
    Set<ModelKey> dirty = new LinkedHashSet<>();
    if (!before.identitiesOf(name).equals(after.identitiesOf(name))) {
      dirty.add(new ServiceIdentities(name));
    }
    after.service(name).map(Service::ports).stream()
        .flatMap(List::stream)
        .forEach(port -> dirty.add(new PortEndpoints(name, port.port())));
    return dirty;
  }

  /** What clients of a port see of an instance. */
  private record Seen(String address, int port, String zone, InstanceState state) {}

  /** What an instance's own listener is made of. */
  private record Own(SpiffeId identity, List<InboundPort> inbound) {}

  private static Optional<Seen> seen(ServicePort port, Optional<Instance> instance) {
    return instance
        .filter(it -> it.state().isVisible())
        .flatMap(it ->
            port.servedBy(it)
                .map(inbound -> new Seen(it.address(), inbound.port(), it.zone(), it.state())));
  }

  private static Optional<Own> own(Optional<Instance> instance) {
    return instance.map(it -> new Own(it.identity(), it.inbound()));
  }

  private static boolean changesIdentities(
      ServiceName service, Membership after, Optional<Instance> old, Optional<Instance> instance) {
    if (old.map(Instance::identity).equals(instance.map(Instance::identity))) {
      return false;
    }
    return Stream.of(old, instance)
        .flatMap(Optional::stream)
        .anyMatch(changed -> isOnlyOne(service, after, changed));
  }

  /** Whether no other instance of the service has the same identity. */
  private static boolean isOnlyOne(ServiceName service, Membership after, Instance changed) {
    return after
        .membersOf(service)
        .filter(other -> !other.uid().equals(changed.uid()))
        .noneMatch(other -> other.identity().equals(changed.identity()));
  }

  private static boolean selects(ServiceName service, Membership membership, Instance instance) {
    return membership.services().get(service).filter(it -> it.selects(instance)).isPresent();
  }

  private static List<ServicePort> ports(ServiceName name, Membership membership) {
    return membership.services().get(name).map(Service::ports).orElse(List.of());
  }

  private static Set<SpiffeId> identities(ServiceName name, Membership membership) {
    return membership.membersOf(name).map(Instance::identity).collect(Collectors.toSet());
  }

  private static Set<String> members(ServiceName name, Membership membership) {
    return membership.members().get(name).collect(Collectors.toSet());
  }
}
