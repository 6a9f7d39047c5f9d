package io.heddle.controlplane.model;

import io.heddle.controlplane.model.ModelKey.ApplicationPort;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which instances have which port of an application. */
record InboundIndex(PersistentMultimap<Integer, String> byApplicationPort) {
  static final InboundIndex EMPTY = new InboundIndex(PersistentMultimap.empty());

  boolean hasApplicationPort(int port) {
    return byApplicationPort.count(port) > 0;
  }

  InboundIndex replacing(Optional<Instance> old, Optional<Instance> instance) {
    if (ports(old).equals(ports(instance))) {
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
    return new InboundIndex(ports);
  }

  private InboundIndex without(Instance instance) {
    PersistentMultimap<Integer, String> ports = byApplicationPort;
    for (InboundPort port : instance.inbound()) {
      ports = ports.without(port.appPort(), instance.uid());
    }
    return new InboundIndex(ports);
  }

  private static Set<Integer> ports(Optional<Instance> instance) {
    return instance.stream()
        .flatMap(it -> it.inbound().stream())
        .map(InboundPort::appPort)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
