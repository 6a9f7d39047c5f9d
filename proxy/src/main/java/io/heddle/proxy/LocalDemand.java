package io.heddle.proxy;

import io.heddle.proxy.listener.OutboundUse;
import io.heddle.proxy.xds.ListenerUse;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What connections ask for by the names of their ports, told to the control plane's client by the
 * names of resources, and how they use it. On the client's event loop only.
 */
final class LocalDemand implements ListenerUse {
  private final LocalNames names;
  private final Map<String, OutboundUse> uses = new HashMap<>();
  private final Set<String> unresolved = new LinkedHashSet<>();

  LocalDemand(LocalNames names) {
    this.names = names;
  }

  /** The listener to ask for; empty as long as the namespace is not known. */
  Optional<String> asked(String localName, OutboundUse use) {
    uses.put(localName, use);
    Optional<String> resource = names.resourceOf(localName);
    if (resource.isEmpty()) {
      unresolved.add(localName);
    }
    return resource;
  }

  /** What was asked for before the namespace was known, which it is now. */
  List<String> askedBefore() {
    List<String> resources =
        unresolved.stream().flatMap(name -> names.resourceOf(name).stream()).toList();
    unresolved.clear();
    return resources;
  }

  @Override
  public OptionalLong lastUsedNanos(String listener) {
    // Differences, for the ticker's values may overflow.
    List<Long> times = uses(listener).stream().map(OutboundUse::lastUsedNanos).toList();
    return times.stream()
        .reduce((one, other) -> one - other > 0 ? one : other)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public void follow(String listener) {
    uses(listener).forEach(OutboundUse::follow);
  }

  @Override
  public void refuse(String listener) {
    uses(listener).forEach(OutboundUse::unfollow);
  }

  @Override
  public boolean release(String listener) {
    List<OutboundUse> uses = uses(listener);
    boolean released = uses.stream().allMatch(OutboundUse::tryUnfollow);
    if (!released) {
      uses.forEach(OutboundUse::follow);
    }
    return released;
  }

  private List<OutboundUse> uses(String listener) {
    return names.localNamesOf(listener).stream().map(uses::get).filter(Objects::nonNull).toList();
  }
}
