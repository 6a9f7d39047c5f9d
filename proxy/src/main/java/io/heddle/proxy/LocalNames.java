package io.heddle.proxy;

import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.SnapshotTarget;
import io.heddle.proxy.xds.OutboundName;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/**
 * Gives listeners the names that this sidecar's ports were opened under: ports are open before the
 * namespace and the uid are known that listener resources are named by.
 *
 * <p>On the client's event loop only.
 */
final class LocalNames implements SnapshotTarget {
  static final String INBOUND = "inbound";

  private final SnapshotTarget target;
  private final List<OutboundSpec> outbound;
  private final Map<String, String> resourceNames = new HashMap<>();
  private final Map<String, SortedSet<String>> localNames = new HashMap<>();
  private ProxySnapshot latest = ProxySnapshot.EMPTY;

  LocalNames(SnapshotTarget target, List<OutboundSpec> outbound) {
    this.target = target;
    this.outbound = List.copyOf(outbound);
  }

  void inboundOf(String instanceUid) {
    put(INBOUND, "inbound/" + instanceUid);
  }

  /** From here on the outbound ports' resources have names. */
  void resolve(String namespace) {
    for (OutboundSpec spec : outbound) {
      put(spec.localName(), OutboundName.resolve(spec.service(), spec.port(), namespace));
    }
  }

  private void put(String localName, String resource) {
    resourceNames.put(localName, resource);
    localNames.computeIfAbsent(resource, _ -> new TreeSet<>()).add(localName);
  }

  Optional<String> resourceOf(String localName) {
    return Optional.ofNullable(resourceNames.get(localName));
  }

  /** Several, when flags call one service by different names. */
  List<String> localNamesOf(String resource) {
    return List.copyOf(localNames.getOrDefault(resource, Collections.emptySortedSet()));
  }

  ProxySnapshot latest() {
    return latest;
  }

  @Override
  public CompletionStage<Void> apply(ProxySnapshot snapshot) {
    latest = snapshot;
    Map<String, ListenerConfig> listeners = new HashMap<>(snapshot.listeners());
    Set<String> missing = new HashSet<>(snapshot.missing());
    resourceNames.forEach((local, resource) -> {
      if (snapshot.missing().contains(resource)) {
        missing.add(local);
      }
      ListenerConfig listener = snapshot.listeners().get(resource);
      if (listener != null) {
        listeners.put(local, listener);
      }
    });
    return target.apply(
        new ProxySnapshot(
            snapshot.version(),
            listeners,
            snapshot.routes(),
            snapshot.clusters(),
            snapshot.endpoints(),
            missing,
            snapshot.identity()));
  }
}
