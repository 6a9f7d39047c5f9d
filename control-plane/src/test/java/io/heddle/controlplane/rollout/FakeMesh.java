package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.Holders;
import io.heddle.controlplane.xds.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A mesh in memory: a service for each value of the label app, and proxies that are moved by hand.
 */
final class FakeMesh implements InstancePublisher, Holders {
  private static final String CLUSTER = "type.googleapis.com/envoy.config.cluster.v3.Cluster";
  private static final String ENDPOINTS =
      "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment";

  final Map<String, Instance> instances = new LinkedHashMap<>();
  final Map<String, FakeProxy> proxies = new LinkedHashMap<>();
  final List<String> deleted = new ArrayList<>();

  /** What clients are sent of each instance, by the generation since which they are. */
  final TreeMap<Long, Map<String, String>> sent = new TreeMap<>(Map.of(0L, Map.of()));

  /** How often all proxies were looked through. */
  int looks;

  private final List<Runnable> listeners = new ArrayList<>();
  private long generation;

  /** A client of services. */
  final class FakeProxy {
    final String uid;
    ClientKind kind = ClientKind.HEDDLE;
    boolean connected = true;
    long applied;
    final Set<ResourceKey> rejected = new HashSet<>();
    final Set<String> uses;

    FakeProxy(String uid, Set<String> uses) {
      this.uid = uid;
      this.uses = uses;
      this.applied = generation;
    }

    /** It acknowledges everything so far. */
    void apply() {
      applied = generation;
      changed();
    }

    Holder holder() {
      return new Holder(uid, kind, connected, applied, rejected);
    }

    boolean uses(Collection<ResourceKey> resources) {
      return uses.stream().flatMap(app -> keys(app).stream()).anyMatch(resources::contains);
    }

    /** What it believes of the instance. */
    String sees(String instance) {
      return sent.floorEntry(applied).getValue().getOrDefault(instance, "absent");
    }
  }

  FakeProxy proxy(String uid, String... uses) {
    FakeProxy proxy = new FakeProxy(uid, Set.of(uses));
    proxies.put(uid, proxy);
    return proxy;
  }

  Mesh mesh() {
    return new Mesh(this, this);
  }

  void changed() {
    List.copyOf(listeners).forEach(Runnable::run);
  }

  InstanceState state(String uid) {
    Instance instance = instances.get(uid);
    return instance == null ? InstanceState.RELEASED : instance.state();
  }

  static Set<ResourceKey> keys(String app) {
    String name = "outbound|80||" + app + ".shop.svc.cluster.local";
    return Set.of(new ResourceKey(CLUSTER, name), new ResourceKey(ENDPOINTS, name));
  }

  @Override
  public long publish(Instance instance) {
    if (!instance.equals(instances.put(instance.uid(), instance))) {
      next();
    }
    return generation;
  }

  @Override
  public long remove(String uid) {
    if (instances.remove(uid) != null) {
      next();
    }
    return generation;
  }

  private void next() {
    Map<String, String> now = new HashMap<>();
    instances.values().forEach(instance -> now.put(instance.uid(), health(instance)));
    sent.put(++generation, now);
  }

  private String health(Instance instance) {
    return switch (instance.state()) {
      case PENDING, RELEASED -> "absent";
      case WARMING -> "UNHEALTHY";
      case SERVING -> "HEALTHY";
      case DRAINING -> anyServes(instance) ? "DRAINING" : "HEALTHY";
    };
  }

  private static String app(Instance instance) {
    return instance.labels().getOrDefault("app", "");
  }

  private boolean anyServes(Instance draining) {
    return instances.values().stream()
        .anyMatch(it -> it.state() == InstanceState.SERVING && app(it).equals(app(draining)));
  }

  @Override
  public Set<ResourceKey> resourcesOf(String uid) {
    Instance instance = instances.get(uid);
    return instance == null ? Set.of() : keys(app(instance));
  }

  @Override
  public List<Holder> of(Collection<ResourceKey> resources) {
    looks++;
    return proxies.values().stream()
        .filter(proxy -> proxy.uses(resources))
        .map(FakeProxy::holder)
        .toList();
  }

  @Override
  public Optional<Holder> again(Holder holder, Collection<ResourceKey> resources) {
    return Optional.ofNullable(proxies.get(holder.uid()))
        .filter(proxy -> proxy.uses(resources))
        .map(FakeProxy::holder);
  }

  @Override
  public List<Holder> all() {
    return proxies.values().stream().map(FakeProxy::holder).toList();
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public void delete(String uid) {
    deleted.add(uid);
    proxies.remove(uid);
  }
}
