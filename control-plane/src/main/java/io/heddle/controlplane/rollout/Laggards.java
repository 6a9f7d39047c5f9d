package io.heddle.controlplane.rollout;

import io.heddle.controlplane.xds.Holders.Holder;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proxies that let a bound pass: each was named once, and is not waited for again until it moves.
 */
final class Laggards {
  private final Map<String, Holder> stuck = new HashMap<>();
  private final Set<String> silent = new HashSet<>();

  /** The bound has passed and this proxy had not applied the change. */
  void stuck(Holder holder) {
    stuck.put(holder.uid(), holder);
  }

  /** The bound has passed and this proxy had not said whether it reaches the instance. */
  void silent(Holder holder) {
    silent.add(holder.uid());
  }

  /** The proxy says again whether it reaches instances. */
  void spoke(String uid) {
    silent.remove(uid);
  }

  boolean isStuck(Holder holder) {
    Holder then = stuck.get(holder.uid());
    if (then == null) {
      return false;
    }
    if (hasMoved(then, holder)) {
      stuck.remove(holder.uid());
      return false;
    }
    return true;
  }

  boolean isSilent(Holder holder) {
    return silent.contains(holder.uid());
  }

  /** Forgets all that are no longer among the proxies. */
  void retain(List<Holder> proxies) {
    Set<String> uids = proxies.stream().map(Holder::uid).collect(Collectors.toSet());
    stuck.keySet().retainAll(uids);
    silent.retainAll(uids);
  }

  // One that rejects a resource acknowledges others and is no nearer to this one.
  private static boolean hasMoved(Holder then, Holder now) {
    return now.applied() != then.applied()
        && (then.rejected().isEmpty() || Collections.disjoint(then.rejected(), now.rejected()));
  }
}
