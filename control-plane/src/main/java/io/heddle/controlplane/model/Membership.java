package io.heddle.controlplane.model;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Services, instances, and which belong together; kept by label, so that a change looks only at
 * what it may concern.
 */
record Membership(
    PersistentMap<ServiceName, Service> services,
    PersistentMap<String, Instance> instances,
    PersistentMultimap<ServiceName, String> members,
    PersistentMultimap<String, ServiceName> memberships,
    PersistentMultimap<Label, ServiceName> servicesByLabel,
    PersistentMultimap<Label, String> instancesByLabel) {
  static final Membership EMPTY =
      new Membership(
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMultimap.empty(),
          PersistentMultimap.empty(),
          PersistentMultimap.empty(),
          PersistentMultimap.empty());

  /** A label of an instance, or one that a service asks for. */
  record Label(String namespace, String key, String value) {}

  Stream<Instance> membersOf(ServiceName service) {
    return members.get(service).flatMap(uid -> instances.get(uid).stream());
  }

  Membership with(Service service) {
    Membership rest = without(service.name());
    PersistentMultimap<ServiceName, String> newMembers = rest.members;
    PersistentMultimap<String, ServiceName> newMemberships = rest.memberships;
    for (String uid : matching(service)) {
      newMembers = newMembers.with(service.name(), uid);
      newMemberships = newMemberships.with(uid, service.name());
    }
    return new Membership(
        rest.services.with(service.name(), service),
        instances,
        newMembers,
        newMemberships,
        indexed(service)
            .map(label -> rest.servicesByLabel.with(label, service.name()))
            .orElse(rest.servicesByLabel),
        instancesByLabel);
  }

  Membership without(ServiceName name) {
    Optional<Service> service = services.get(name);
    if (service.isEmpty()) {
      return this;
    }
    PersistentMultimap<ServiceName, String> newMembers = members;
    PersistentMultimap<String, ServiceName> newMemberships = memberships;
    for (String uid : members.get(name).toList()) {
      newMembers = newMembers.without(name, uid);
      newMemberships = newMemberships.without(uid, name);
    }
    return new Membership(
        services.without(name),
        instances,
        newMembers,
        newMemberships,
        indexed(service.get())
            .map(label -> servicesByLabel.without(label, name))
            .orElse(servicesByLabel),
        instancesByLabel);
  }

  Membership with(Instance instance) {
    Optional<Instance> old = instances.get(instance.uid());
    if (old.isPresent() && labels(old.get()).equals(labels(instance))) {
      return withInstances(instances.with(instance.uid(), instance));
    }
    Membership rest = without(instance.uid());
    PersistentMultimap<ServiceName, String> newMembers = rest.members;
    PersistentMultimap<String, ServiceName> newMemberships = rest.memberships;
    for (ServiceName service : matching(instance)) {
      newMembers = newMembers.with(service, instance.uid());
      newMemberships = newMemberships.with(instance.uid(), service);
    }
    PersistentMultimap<Label, String> newLabels = rest.instancesByLabel;
    for (Label label : labels(instance)) {
      newLabels = newLabels.with(label, instance.uid());
    }
    return new Membership(
        services,
        rest.instances.with(instance.uid(), instance),
        newMembers,
        newMemberships,
        servicesByLabel,
        newLabels);
  }

  Membership without(String uid) {
    Optional<Instance> instance = instances.get(uid);
    if (instance.isEmpty()) {
      return this;
    }
    PersistentMultimap<ServiceName, String> newMembers = members;
    PersistentMultimap<String, ServiceName> newMemberships = memberships;
    for (ServiceName service : memberships.get(uid).toList()) {
      newMembers = newMembers.without(service, uid);
      newMemberships = newMemberships.without(uid, service);
    }
    PersistentMultimap<Label, String> newLabels = instancesByLabel;
    for (Label label : labels(instance.get())) {
      newLabels = newLabels.without(label, uid);
    }
    return new Membership(
        services, instances.without(uid), newMembers, newMemberships, servicesByLabel, newLabels);
  }

  private Membership withInstances(PersistentMap<String, Instance> newInstances) {
    return new Membership(
        services, newInstances, members, memberships, servicesByLabel, instancesByLabel);
  }

  private Set<String> matching(Service service) {
    return wanted(service).min(Comparator.comparingInt(instancesByLabel::count)).stream()
        .flatMap(instancesByLabel::get)
        .filter(uid -> instances.get(uid).filter(service::selects).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<ServiceName> matching(Instance instance) {
    return labels(instance).stream()
        .flatMap(servicesByLabel::get)
        .filter(name -> services.get(name).filter(it -> it.selects(instance)).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The one label under which a service is found; every instance it selects has it. */
  private static Optional<Label> indexed(Service service) {
    return wanted(service).min(Comparator.comparing(Label::key));
  }

  private static Stream<Label> wanted(Service service) {
    return labels(service.name().namespace(), service.selector());
  }

  private static Set<Label> labels(Instance instance) {
    return labels(instance.namespace(), instance.labels()).collect(Collectors.toSet());
  }

  private static Stream<Label> labels(String namespace, Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> new Label(namespace, label.getKey(), label.getValue()));
  }
}
