package io.heddle.proxy.xds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The outbound listeners that a sidecar subscribes to because they are used, or were by others of
 * its identity. Decides which of them have to go; one that a connection uses or waits for never
 * does. Confined to the client's event loop.
 */
final class OutboundSubscriptions {
  private final OnDemandLimits limits;
  private final LongSupplier nanoTicker;
  private final ListenerUse use;

  /** Since when each is asked for; connections that need not ask are counted by {@link #use}. */
  private final Map<String, Long> askedNanos = new HashMap<>();

  private final Set<String> missing = new HashSet<>();

  OutboundSubscriptions(OnDemandLimits limits, LongSupplier nanoTicker, ListenerUse use) {
    this.limits = limits;
    this.nanoTicker = nanoTicker;
    this.use = use;
  }

  boolean contains(String listener) {
    return askedNanos.containsKey(listener);
  }

  int size() {
    return askedNanos.size();
  }

  /**
   * A connection is there for the listener. When there is no room the least recently used are let
   * go of, which are returned; when they cannot be, the listener is not subscribed to.
   */
  List<String> want(String listener) {
    List<String> dropped =
        contains(listener) || size() < limits.listeners()
            ? List.of()
            : drop(size() - limits.listeners() + 1, names());
    if (contains(listener) || size() < limits.listeners()) {
      add(listener);
    } else {
      use.refuse(listener);
    }
    return dropped;
  }

  /** Subscribes ahead of the first connection, where there is room; says whether it did. */
  boolean prefetch(String listener) {
    if (contains(listener) || size() >= limits.listeners()) {
      return false;
    }
    add(listener);
    return true;
  }

  private void add(String listener) {
    askedNanos.put(listener, nanoTicker.getAsLong());
    use.follow(listener);
  }

  /** Takes over which listeners do not exist, and gives those that are new among them. */
  List<String> missing(Set<String> absent) {
    List<String> fresh = new ArrayList<>();
    for (String listener : absent) {
      if (contains(listener) && !missing.contains(listener)) {
        fresh.add(listener);
      }
    }
    missing.retainAll(absent);
    missing.addAll(fresh);
    return fresh;
  }

  /** Lets go of those beyond the limit that do not exist, the least recently used first. */
  List<String> dropMissing() {
    return missing.size() <= limits.missing()
        ? List.of()
        : drop(missing.size() - limits.missing(), missing);
  }

  /** Lets go of those that no connection has used for long. */
  List<String> dropUnused() {
    long now = nanoTicker.getAsLong();
    List<String> unused = new ArrayList<>();
    for (String listener : List.copyOf(names())) {
      if (idleNanos(listener, now) >= limits.unused().toNanos() && release(listener)) {
        unused.add(listener);
      }
    }
    return unused;
  }

  private List<String> drop(int count, Set<String> among) {
    long now = nanoTicker.getAsLong();
    List<Candidate> candidates = new ArrayList<>();
    among.forEach(listener -> candidates.add(new Candidate(listener, idleNanos(listener, now))));
    candidates.sort(Comparator.comparingLong(Candidate::idleNanos).reversed());
    List<String> dropped = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (dropped.size() == count) {
        break;
      }
      if (release(candidate.listener())) {
        dropped.add(candidate.listener());
      }
    }
    return dropped;
  }

  /** One that may have to go. */
  private record Candidate(String listener, long idleNanos) {}

  private boolean release(String listener) {
    if (!use.release(listener)) {
      return false;
    }
    askedNanos.remove(listener);
    missing.remove(listener);
    return true;
  }

  private long idleNanos(String listener, long now) {
    long sinceAsked = now - askedNanos.getOrDefault(listener, now);
    var lastUsed = use.lastUsedNanos(listener);
    return lastUsed.isPresent() ? Math.min(sinceAsked, now - lastUsed.getAsLong()) : sinceAsked;
  }

  private Set<String> names() {
    return askedNanos.keySet();
  }
}
