package io.heddle.controlplane.model;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.ModelKey.InstanceInbound;
import io.heddle.controlplane.model.ModelKey.ServiceIdentities;
import io.heddle.controlplane.model.ModelKey.ServiceRoutes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything the mesh consists of at one moment. Immutable; a changed copy shares what did not
 * change, and every question is answered from an index.
 */
public final class MeshModel {
  public static final MeshModel EMPTY =
      new MeshModel(
          Membership.EMPTY,
          RouteIndex.EMPTY,
          SliceIndex.EMPTY,
          InboundIndex.EMPTY,
          PersistentMap.empty(),
          PersistentMap.empty());

  private final Membership membership;
  private final RouteIndex routes;
  private final SliceIndex slices;
  private final InboundIndex inbound;
  private final PersistentMap<String, List<String>> prefetch;
  private final PersistentMap<ServiceName, Set<SpiffeId>> former;

  private MeshModel(
      Membership membership,
      RouteIndex routes,
      SliceIndex slices,
      InboundIndex inbound,
      PersistentMap<String, List<String>> prefetch,
      PersistentMap<ServiceName, Set<SpiffeId>> former) {
    this.membership = membership;
    this.routes = routes;
    this.slices = slices;
    this.inbound = inbound;
    this.prefetch = prefetch;
    this.former = former;
  }

  /** A changed model, and what the change dirtied: empty when it changed nothing. */
  public record Change(MeshModel model, Set<ModelKey> dirty) {
    public Change {
      dirty = Set.copyOf(dirty);
    }

    /** Both changes as one. */
    public Change then(Function<MeshModel, Change> next) {
      Change after = next.apply(model);
      Set<ModelKey> both = new LinkedHashSet<>(dirty);
      both.addAll(after.dirty);
      return new Change(after.model, both);
    }
  }

  public Optional<Service> service(ServiceName name) {
    return membership.services().get(name);
  }

  public Optional<MeshRoute> route(ObjectName name) {
    return routes.routes().get(name);
  }

  public Optional<Instance> instance(String uid) {
    return membership.instances().get(uid);
  }

  /** All of them, sorted by name. */
  public List<Service> services() {
    return membership.services().values().sorted(Orders.SERVICES).toList();
  }

  /** All of them, sorted by name. */
  public List<MeshRoute> routes() {
    return routes.routes().values().sorted(Orders.ROUTES).toList();
  }

  /** All of them, sorted by uid. */
  public List<Instance> instances() {
    return membership.instances().values().sorted(Orders.INSTANCES).toList();
  }

  /** The instances that the service selects, sorted by uid. */
  public List<Instance> instancesOf(ServiceName service) {
    return membership.membersOf(service).sorted(Orders.INSTANCES).toList();
  }

  /** The services that select the instance, sorted. */
  public List<ServiceName> servicesOf(String uid) {
    return membership.memberships().get(uid).sorted().toList();
  }

  /** Servers of the service that have no sidecar of ours, sorted by the slices' names. */
  public List<EndpointSlice> slicesOf(ServiceName service) {
    return slices.of(service).sorted(Orders.SLICES).toList();
  }

  /** The identities that the service's instances and other servers have. */
  public Set<SpiffeId> identitiesOf(ServiceName service) {
    return Stream.concat(
            membership.membersOf(service).map(Instance::identity),
            slices.of(service).map(EndpointSlice::identity))
        .collect(Collectors.toSet());
  }

  /** Identities that none of its instances has any more, and that clients still accept. */
  public Set<SpiffeId> formerIdentitiesOf(ServiceName service) {
    return former.get(service).orElse(Set.of());
  }

  /** The routes that have the service as their parent, sorted by name. */
  public List<MeshRoute> routesOf(ServiceName parent) {
    return routes.of(parent).sorted(Orders.ROUTES).toList();
  }

  /** The routes that send requests, or copies of them, to the service; sorted by name. */
  public List<MeshRoute> routesTo(ServiceName backend) {
    return routes.to(backend).sorted(Orders.ROUTES).toList();
  }

  /** Whether any instance has this port of an application. */
  public boolean hasApplicationPort(int port) {
    return inbound.hasApplicationPort(port);
  }

  /** The outbound listeners that the instance fetches before it is ready. */
  public List<String> prefetch(String uid) {
    return prefetch.get(uid).orElse(List.of());
  }

  /** The model with an object of whatever kind. */
  public Change with(MeshObject object) {
    return switch (object) {
      case Service service -> with(service);
      case MeshRoute route -> with(route);
      case EndpointSlice slice -> with(slice);
    };
  }

  public Change with(Service service) {
    return changed(service.name(), membership.with(service));
  }

  public Change without(ServiceName service) {
    return changed(service, membership.without(service));
  }

  public Change with(MeshRoute route) {
    return route(route.objectName()).equals(Optional.of(route))
        ? unchanged()
        : changed(route.objectName(), routes.with(route));
  }

  /** The model without the route of that name. */
  public Change withoutRoute(ObjectName route) {
    return changed(route, routes.without(route));
  }

  public Change with(EndpointSlice slice) {
    return Optional.of(slice).equals(slices.slices().get(slice.objectName()))
        ? unchanged()
        : changed(slice.objectName(), slices.with(slice));
  }

  public Change without(EndpointSlice slice) {
    return changed(slice.objectName(), slices.without(slice.objectName()));
  }

  public Change with(Instance instance) {
    Optional<Instance> old = instance(instance.uid());
    return old.equals(Optional.of(instance))
        ? unchanged()
        : changed(
            instance.uid(),
            membership.with(instance),
            inbound.replacing(old, Optional.of(instance)));
  }

  /** The model without the instance of that uid. */
  public Change withoutInstance(String uid) {
    return changed(
        uid, membership.without(uid), inbound.replacing(instance(uid), Optional.empty()));
  }

  /** The model in which the instance fetches these outbound listeners ahead. */
  public Change withPrefetch(String uid, List<String> listeners) {
    if (instance(uid).isEmpty() || prefetch(uid).equals(listeners)) {
      return unchanged();
    }
    return new Change(
        new MeshModel(
            membership,
            routes,
            slices,
            inbound,
            prefetch.with(uid, List.copyOf(listeners)),
            former),
        Set.of(new InstanceInbound(uid)));
  }

  /** The model in which clients of the service accept these identities beside its instances'. */
  public Change withFormerIdentities(ServiceName service, Set<SpiffeId> identities) {
    if (formerIdentitiesOf(service).equals(identities)) {
      return unchanged();
    }
    PersistentMap<ServiceName, Set<SpiffeId>> next =
        identities.isEmpty()
            ? former.without(service)
            : former.with(service, Set.copyOf(identities));
    return new Change(
        new MeshModel(membership, routes, slices, inbound, prefetch, next),
        Set.of(new ServiceIdentities(service)));
  }

  private Change unchanged() {
    return new Change(this, Set.of());
  }

  private Change changed(ServiceName service, Membership next) {
    return new Change(
        new MeshModel(next, routes, slices, inbound, prefetch, former),
        Dirt.ofService(service, membership, next));
  }

  private Change changed(String uid, Membership next, InboundIndex nextInbound) {
    Set<ModelKey> dirty = new LinkedHashSet<>(Dirt.ofInstance(uid, membership, next));
    dirty.addAll(inbound.changedPorts(nextInbound, instance(uid), next.instances().get(uid)));
    PersistentMap<String, List<String>> kept =
        next.instances().get(uid).isPresent() ? prefetch : prefetch.without(uid);
    return new Change(new MeshModel(next, routes, slices, nextInbound, kept, former), dirty);
  }

  private Change changed(ObjectName slice, SliceIndex next) {
    MeshModel changed = new MeshModel(membership, routes, next, inbound, prefetch, former);
    Set<ModelKey> dirty = new LinkedHashSet<>();
    Stream.of(slices, next)
        .flatMap(index -> index.slices().get(slice).stream())
        .map(EndpointSlice::service)
        .distinct()
        .forEach(service -> dirty.addAll(Dirt.ofServers(service, this, changed)));
    return new Change(changed, dirty);
  }

  private Change changed(ObjectName route, RouteIndex next) {
    Set<ModelKey> dirty =
        Stream.of(routes, next)
            .flatMap(index -> index.routes().get(route).stream())
            .flatMap(version -> RouteIndex.parents(version).stream())
            .map(ServiceRoutes::new)
            .collect(Collectors.toSet());
    return new Change(new MeshModel(membership, next, slices, inbound, prefetch, former), dirty);
  }
}
