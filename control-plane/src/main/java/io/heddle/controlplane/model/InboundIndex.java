package io.heddle.controlplane.model;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.ModelKey.ApplicationPort;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which instances have which port of an application, and which identity. */
record InboundIndex(
    PersistentMultimap<Integer, String> byApplicationPort,
    PersistentMultimap<SpiffeId, String> byIdentity) {
  static final InboundIndex EMPTY =
      new InboundIndex(PersistentMultimap.empty(), PersistentMultimap.empty());

  boolean hasApplicationPort(int port) {
    return byApplicationPort.count(port) > 0;
  }

  Stream<String> ofIdentity(SpiffeId identity) {
    return byIdentity.get(identity);
  }

  InboundIndex replacing(Optional<Instance> old, Optional<Instance> instance) {
    boolean same =
        ports(old).equals(ports(instance))
            && old.map(Instance::identity).equals(instance.map(Instance::identity));
    if (same) {
      return this;
    }
    InboundIndex rest = old.map(this::without).orElse(this);
    return instance.map(rest::with).orElse(rest);
  }

  Set<ModelKey> changedPorts(
      InboundIndex next, Optional<Instance> old, Optional<Instance> instance) {
    Set<Integer> concerned = ports(old);
    concerned.addAll(ports(instance));
    return concerned.stream()
        .filter(port -> hasApplicationPort(port) != next.hasApplicationPort(port))
        .map(ApplicationPort::new)
        .collect(Collectors.toSet());
  }

  private InboundIndex with(Instance instance) {
    PersistentMultimap<Integer, String> ports = byApplicationPort;
    for (InboundPort port : instance.inbound()) {
      ports = ports.with(port.appPort(), instance.uid());
    }
    return new InboundIndex(ports, byIdentity.with(instance.identity(), instance.uid()));
  }

  private InboundIndex without(Instance instance) {
    PersistentMultimap<Integer, String> ports = byApplicationPort;
    for (InboundPort port : instance.inbound()) {
      ports = ports.without(port.appPort(), instance.uid());
    }
    return new InboundIndex(ports, byIdentity.without(instance.identity(), instance.uid()));
  }

  private static Set<Integer> ports(Optional<Instance> instance) {
    return instance.stream()
        .flatMap(it -> it.inbound().stream())
        .map(InboundPort::appPort)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
