package io.heddle.proxy.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who waits for a connection of one cluster, first come first served. */
final class WaitingLine {
  private final Map<Waiter, EndpointState> waiting = new LinkedHashMap<>();

  int size() {
    return waiting.size();
  }

  void add(Waiter waiter, EndpointState chosen) {
    waiting.put(waiter, chosen);
    chosen.joined();
  }

  void remove(Waiter waiter) {
    EndpointState chosen = waiting.remove(waiter);
    if (chosen != null) {
      chosen.left();
    }
  }

  /** Gives the connection to the first who wants it; false when nobody does. */
  boolean offer(PooledConnection free) {
    for (Waiter waiter : waiting.keySet()) {
      if (waiter.onFree(free)) {
        return true;
      }
    }
    return false;
  }

  /** Everybody, in order; who leaves meanwhile is still in this list. */
  List<Waiter> all() {
    return List.copyOf(waiting.keySet());
  }

  /** Those who have chosen the endpoint, in order. */
  List<Waiter> at(EndpointState endpoint) {
    return waiting.entrySet().stream()
        .filter(entry -> entry.getValue() == endpoint)
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean isAt(Waiter waiter, EndpointState endpoint) {
    return waiting.get(waiter) == endpoint;
  }
}
