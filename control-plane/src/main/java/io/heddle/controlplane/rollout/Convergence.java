package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.xds.Holders;
import io.heddle.controlplane.xds.Holders.Holder;
import io.heddle.controlplane.xds.ResourceKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which proxies have a change in force, asked by the change's name. Keeps the last change of each
 * object and instance only. Confined to the mesh thread.
 */
public final class Convergence implements RolloutObserver {
  private static final int MAX_NAMES = 50_000;

  private final Holders holders;
  private final Map<String, NamedChange> objects = new Remembered();
  private final Map<String, NamedChange> instances = new Remembered();

  public Convergence(Holders holders) {
    this.holders = holders;
  }

  /**
   * What is in force of a change.
   *
   * @param change its name, with the content that was asked about; empty: nothing of that name yet
   * @param laggards proxies that have not applied it, sorted
   */
  public record Answer(
      boolean converged, int applied, int total, List<String> laggards, String change) {
    public Answer {
      laggards = List.copyOf(laggards);
    }
  }

  private record NamedChange(String name, String content, Milestone milestone) {}

  private static final class Remembered extends LinkedHashMap<String, NamedChange> {
    private static final long serialVersionUID = 1;

    Remembered() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, NamedChange> eldest) {
      return size() > MAX_NAMES;
    }
  }

  /**
   * An object was read, changed or deleted.
   *
   * @param name such as {@code HTTPRoute/shop/catalog}
   * @param contentHash of what is in force now; empty when it is deleted
   */
  public void objectChanged(
      String name, String contentHash, long generation, Set<ResourceKey> resources) {
    objects.put(
        key(name), new NamedChange(name, contentHash, new Milestone(generation, resources)));
  }

  @Override
  public void restored(Transition transition) {
    changed(transition);
  }

  @Override
  public void changed(Transition transition) {
    instances.put(
        transition.uid(),
        new NamedChange(
            "instance/" + transition.uid(),
            transition.to().name(),
            new Milestone(transition.generation(), transition.resources())));
  }

  /** Whether every proxy has the object as it is now; empty when no such object was ever read. */
  public Optional<Answer> object(String name) {
    NamedChange change = objects.get(key(name));
    return change == null
        ? Optional.empty()
        : Optional.of(
            answer(
                holders.all(), change.milestone(), change.name() + "@" + shown(change.content())));
  }

  /** Whether the instance is in that state, and every proxy that uses it knows. */
  public Answer instance(String uid, InstanceState state) {
    @Nullable NamedChange change = instances.get(uid);
    if (change == null) {
      return new Answer(false, 0, 0, List.of(), "");
    }
    String name = change.name() + "@" + change.content();
    Answer answer = answer(holders.of(change.milestone().resources()), change.milestone(), name);
    return change.content().equals(state.name())
        ? answer
        : new Answer(false, 0, answer.total(), List.of(), name);
  }

  /** Whether every proxy has everything. */
  public Answer everything() {
    Milestone newest = new Milestone(holders.generation(), Set.of());
    List<Holder> all = holders.all();
    List<String> late =
        all.stream()
            .filter(holder -> !newest.isAppliedBy(holder) || !holder.rejected().isEmpty())
            .map(Holder::uid)
            .sorted()
            .toList();
    return new Answer(late.isEmpty(), all.size() - late.size(), all.size(), late, "everything");
  }

  private static Answer answer(List<Holder> asked, Milestone milestone, String change) {
    List<String> late =
        asked.stream()
            .filter(holder -> !milestone.isAppliedBy(holder))
            .map(Holder::uid)
            .sorted()
            .toList();
    return new Answer(late.isEmpty(), asked.size() - late.size(), asked.size(), late, change);
  }

  /** People write kinds in any case. */
  private static String key(String name) {
    int slash = name.indexOf('/');
    return name.substring(0, slash).toLowerCase(Locale.ROOT) + name.substring(slash);
  }

  private static String shown(String contentHash) {
    return contentHash.isEmpty() ? "deleted" : contentHash;
  }
}
