package io.heddle.proxy.xds;

import io.heddle.proxy.config.WorkloadIdentity;
import io.heddle.proxy.xds.DeltaResponse.DeltaResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Every resource the sidecar knows, which of them are in force, and which it wants.
 *
 * <p>Lives longer than a stream, so that the last good configuration outlives the control plane.
 */
final class ConfigState {
  /** References point from right to left, so one pass in this order settles everything. */
  private static final List<ResourceType> BOTTOM_UP =
      List.of(
          ResourceType.SECRET,
          ResourceType.ENDPOINTS,
          ResourceType.CLUSTER,
          ResourceType.ROUTES,
          ResourceType.LISTENER);

  private final Silence silence;
  private final ResourceDecoder decoder = new ResourceDecoder();
  private final Set<ResourceKey> roots = new LinkedHashSet<>();
  private final Map<ResourceKey, KnownResource> known = new LinkedHashMap<>();
  private Optional<WorkloadIdentity> identity = Optional.empty();

  ConfigState(Set<ResourceKey> roots, Silence silence) {
    this.silence = silence;
    want(roots);
  }

  /** What it means when a resource that was asked for is not answered in time. */
  enum Silence {
    /** The server would say that there is none, so it has not got to it yet. */
    BUSY,
    /** There is none. */
    ABSENT
  }

  /** Keeps resources subscribed to from now on, with all that they name. */
  void want(Collection<ResourceKey> keys) {
    roots.addAll(keys);
    refresh();
  }

  /** Lets go of them, and of what nothing else that is wanted names. */
  void unwant(Collection<ResourceKey> keys) {
    keys.forEach(roots::remove);
    refresh();
  }

  void identity(WorkloadIdentity newIdentity) {
    identity = Optional.of(newIdentity);
  }

  Optional<WorkloadIdentity> identity() {
    return identity;
  }

  /**
   * Takes over what a response says, as far as it was asked for, and returns what cannot be
   * honoured.
   */
  List<Rejection> update(ResourceType type, DeltaResponse response, Predicate<String> subscribed) {
    List<Rejection> rejections = new ArrayList<>();
    for (DeltaResource resource : response.resources()) {
      if (subscribed.test(resource.name())) {
        accept(new ResourceKey(type, resource.name()), resource).ifPresent(rejections::add);
      }
    }
    for (String name : response.removed()) {
      // A secret that is gone is kept: the certificate in use is better than none.
      if (subscribed.test(name) && type != ResourceType.SECRET) {
        resource(new ResourceKey(type, name)).remove();
      }
    }
    refresh();
    return rejections;
  }

  private Optional<Rejection> accept(ResourceKey key, DeltaResource resource) {
    KnownResource target = resource(key);
    return switch (decoder.decode(key, resource.typeUrl(), resource.bytes())) {
      case Decoded.Accepted(var decoded) -> {
        target.accept(resource.version(), decoded);
        yield Optional.empty();
      }
      case Decoded.Rejected(var reason) -> {
        target.reject();
        yield Optional.of(new Rejection(key, reason));
      }
    };
  }

  /** Stops waiting for resources that were asked for and never answered. */
  void giveUp(ResourceType type, Set<String> names) {
    names.forEach(name -> resource(new ResourceKey(type, name)).giveUp());
    refresh();
  }

  /** Drops what is no longer subscribed to. */
  void forget(ResourceType type, Set<String> names) {
    names.forEach(name -> known.remove(new ResourceKey(type, name)));
  }

  /** Drops all that nothing refers to. */
  void forgetUnwanted() {
    known.keySet().retainAll(wanted());
  }

  /** The versions held, for a server that is asked to go on where another stream ended. */
  Map<String, String> versions(ResourceType type) {
    Map<String, String> versions = new LinkedHashMap<>();
    known.forEach((key, resource) -> {
      if (key.type() == type && resource.accepted().isPresent()) {
        versions.put(key.name(), resource.version());
      }
    });
    return versions;
  }

  /** Everything to be subscribed to: the roots and all that they name, directly or not. */
  Set<ResourceKey> wanted() {
    Set<ResourceKey> wanted = new LinkedHashSet<>();
    roots.forEach(root -> addWanted(root, wanted));
    return wanted;
  }

  private void addWanted(ResourceKey key, Set<ResourceKey> wanted) {
    if (!wanted.add(key)) {
      return;
    }
    KnownResource resource = resource(key);
    for (Optional<Resource> version : List.of(resource.accepted(), resource.inForce())) {
      version.ifPresent(it -> References.of(it).forEach(reference -> addWanted(reference, wanted)));
    }
  }

  /** Whether it is in force, or known not to be there. */
  boolean isSettled(ResourceKey key) {
    return resource(key).isSettled();
  }

  boolean isAwaited(ResourceKey key) {
    return resource(key).isAwaited();
  }

  Optional<Resource> inForce(ResourceKey key) {
    return resource(key).inForce();
  }

  Optional<Resource> accepted(ResourceKey key) {
    return resource(key).accepted();
  }

  /** Everything in force that the roots lead to. */
  SnapshotContents contents() {
    SnapshotContents contents = new SnapshotContents();
    identity.ifPresent(contents::identity);
    Set<ResourceKey> seen = new LinkedHashSet<>();
    for (ResourceKey root : roots) {
      addInForce(root, seen, contents);
      if (root.type() == ResourceType.LISTENER && isMissing(root)) {
        contents.missing(root.name());
      }
    }
    return contents;
  }

  private boolean isMissing(ResourceKey key) {
    return switch (silence) {
      case BUSY -> resource(key).isMissing();
      case ABSENT -> resource(key).isMissing() || resource(key).isGivenUp();
    };
  }

  private void addInForce(ResourceKey key, Set<ResourceKey> seen, SnapshotContents contents) {
    if (seen.add(key)) {
      inForce(key)
          .ifPresent(resource -> {
            contents.add(key.name(), resource);
            References.of(resource).forEach(it -> addInForce(it, seen, contents));
          });
    }
  }

  private void refresh() {
    for (ResourceType type : BOTTOM_UP) {
      known.forEach((key, resource) -> {
        if (key.type() == type && resource.isStaged() && canTakeEffect(resource)) {
          resource.promote();
        }
      });
    }
    // From referrers down to what they refer to: one that is taken away here lets go of others.
    for (ResourceType type : BOTTOM_UP.reversed()) {
      known.forEach((key, resource) -> {
        if (key.type() == type && resource.isRemovalStaged() && !isStillUsed(key)) {
          resource.promote();
        }
      });
    }
  }

  /**
   * Whether requests still go by something that has been replaced and only waits for its successor:
   * the successor was acknowledged, so the server takes away what it believes nobody uses.
   */
  private boolean isStillUsed(ResourceKey removed) {
    return known.values().stream().anyMatch(referrer -> referrer.isAboutToDrop(removed));
  }

  private boolean canTakeEffect(KnownResource staged) {
    return staged.accepted().stream()
        .flatMap(resource -> References.of(resource).stream())
        .allMatch(reference -> known.containsKey(reference) && isSettled(reference));
  }

  private KnownResource resource(ResourceKey key) {
    return known.computeIfAbsent(key, _ -> new KnownResource());
  }
}
