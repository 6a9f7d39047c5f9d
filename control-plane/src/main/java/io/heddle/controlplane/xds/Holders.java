package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which proxies hold which resources, and how far each has applied the changes. Used on the mesh
 * thread only.
 */
public interface Holders {
  /**
   * The proxies that hold any of {@code resources}: subscribed to it now, or disconnected less than
   * 60 s ago while they were and not deleted since.
   */
  List<Holder> of(Collection<ResourceKey> resources);

  /** How far the same proxy is now; empty when it holds none of {@code resources}. */
  default Optional<Holder> again(Holder holder, Collection<ResourceKey> resources) {
    return of(resources).stream()
        .filter(it -> it.uid().equals(holder.uid()) && it.kind() == holder.kind())
        .findFirst();
  }

  /** All proxies that are connected, or were less than 60 s ago. */
  List<Holder> all();

  /** The newest generation; what {@link XdsCache#apply} returned last. */
  long generation();

  /**
   * Runs after any holder's progress, connection or rejections have changed, or a proxy was
   * deleted.
   */
  void onChange(Runnable listener);

  /** The proxy is gone for good: it is no holder of anything, even within its 60 s. */
  void delete(String uid);

  /**
   * One proxy's progress.
   *
   * @param applied every change up to this generation is in force there, but for {@code rejected}
   * @param rejected resources it NACKed and has not accepted since
   */
  record Holder(
      String uid, ClientKind kind, boolean connected, long applied, Set<ResourceKey> rejected) {
    public Holder {
      rejected = Set.copyOf(rejected);
    }

    /** Whether the change to {@code resources} that was {@code generation} is in force there. */
    public boolean hasApplied(long generation, Collection<ResourceKey> resources) {
      return applied >= generation && resources.stream().noneMatch(rejected::contains);
    }
  }
}
