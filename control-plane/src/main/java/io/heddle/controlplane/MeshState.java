package io.heddle.controlplane;

import io.heddle.controlplane.files.ObjectSet;
import io.heddle.controlplane.files.ObjectSet.Entry;
import io.heddle.controlplane.model.EndpointSlice;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshModel.Change;
import io.heddle.controlplane.model.MeshObject;
import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.ModelKey;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.Service;
import io.heddle.controlplane.rollout.InstancePublisher;
import io.heddle.controlplane.translate.Translator;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.Holders;
import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.TypeUrls;
import io.heddle.controlplane.xds.XdsCache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The model in force, and its way into the cache. Confined to the mesh thread. */
final class MeshState implements InstancePublisher {
  private final Translator translator;
  private final XdsCache cache;
  private final LingeringIdentities lingering = new LingeringIdentities();
  private MeshModel model = MeshModel.EMPTY;
  private ObjectSet objects = ObjectSet.EMPTY;

  MeshState(Translator translator, XdsCache cache) {
    this.translator = translator;
    this.cache = cache;
  }

  /**
   * What putting an object in force, or taking it out, has changed.
   *
   * @param hash of its content; empty when it is out
   */
  record ObjectChange(ObjectName name, String hash, long generation, Set<ResourceKey> resources) {
    ObjectChange {
      resources = Set.copyOf(resources);
    }

    /** {@code HTTPRoute/shop/catalog}. */
    String fullName() {
      return name.kind().display() + "/" + name.namespace() + "/" + name.name();
    }
  }

  MeshModel model() {
    return model;
  }

  ObjectSet objects() {
    return objects;
  }

  @Override
  public long publish(Instance instance) {
    return apply(model.with(instance));
  }

  @Override
  public long remove(String uid) {
    return apply(model.withoutInstance(uid));
  }

  @Override
  public Set<ResourceKey> resourcesOf(String uid) {
    return Translator.resourcesOf(uid, model);
  }

  /** Has the instance fetch those of these listeners ahead that exist. */
  void prefetch(String uid, List<String> listeners) {
    List<String> known =
        listeners.stream()
            .filter(
                name -> cache.contains(new ResourceKey(TypeUrls.LISTENER, name), ClientKind.HEDDLE))
            .sorted()
            .toList();
    apply(model.withPrefetch(uid, known));
  }

  /** Puts exactly these objects in force, as one change, and says what became of each. */
  List<ObjectChange> apply(ObjectSet wanted) {
    Map<ObjectName, Set<ModelKey>> dirt = new LinkedHashMap<>();
    MeshModel next = model;
    for (Map.Entry<ObjectName, Entry> present : objects.entries().entrySet()) {
      if (!wanted.entries().containsKey(present.getKey())) {
        Change change = without(next, present.getValue().object());
        dirt.put(present.getKey(), change.dirty());
        next = change.model();
      }
    }
    for (Map.Entry<ObjectName, Entry> entry : wanted.entries().entrySet()) {
      if (!hash(entry.getKey(), objects).equals(entry.getValue().hash())) {
        Change change = next.with(entry.getValue().object());
        dirt.put(entry.getKey(), change.dirty());
        next = change.model();
      }
    }
    objects = wanted;
    return push(next, dirt);
  }

  /** Everything that became dirty goes out as one generation; each object is told its own part. */
  private List<ObjectChange> push(MeshModel next, Map<ObjectName, Set<ModelKey>> dirt) {
    Set<ModelKey> all = new LinkedHashSet<>();
    dirt.values().forEach(all::addAll);
    long generation = apply(new Change(next, all));
    List<ObjectChange> changes = new ArrayList<>();
    dirt.forEach((name, dirty) ->
        changes.add(
            new ObjectChange(
                name, hash(name, objects), generation, Translator.resourcesOf(dirty, model))));
    return changes;
  }

  /** Lets go of what clients had to accept until they had applied a change. */
  void progress(Holders holders) {
    Change change = lingering.forgetting(model, holders);
    if (!change.dirty().isEmpty()) {
      push(change);
    }
  }

  private long apply(Change change) {
    Change whole = lingering.lingering(model, change);
    long generation = push(whole);
    lingering.pushed(whole, generation);
    return generation;
  }

  private long push(Change change) {
    model = change.model();
    return cache.apply(translator.translate(model, change.dirty()));
  }

  private static String hash(ObjectName name, ObjectSet set) {
    Entry entry = set.entries().get(name);
    return entry == null ? "" : entry.hash();
  }

  private static Change without(MeshModel model, MeshObject object) {
    return switch (object) {
      case Service service -> model.without(service.name());
      case MeshRoute route -> model.withoutRoute(route.objectName());
      case EndpointSlice slice -> model.without(slice);
    };
  }
}
