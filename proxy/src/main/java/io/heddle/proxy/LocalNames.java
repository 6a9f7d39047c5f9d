package io.heddle.proxy;

import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.SnapshotTarget;
import io.heddle.proxy.xds.OutboundName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private ProxySnapshot latest = ProxySnapshot.EMPTY;

  LocalNames(SnapshotTarget target, List<OutboundSpec> outbound) {
    this.target = target;
    this.outbound = List.copyOf(outbound);
  }

  void inboundOf(String instanceUid) {
    resourceNames.put(INBOUND, "inbound/" + instanceUid);
  }

  /** Gives the resource names to ask for. */
  List<String> resolve(String namespace) {
    List<String> wanted = new ArrayList<>();
    for (OutboundSpec spec : outbound) {
      String resource = OutboundName.resolve(spec.service(), spec.port(), namespace);
      resourceNames.put(spec.localName(), resource);
      wanted.add(resource);
    }
    return wanted;
  }

  ProxySnapshot latest() {
    return latest;
  }

  @Override
  public CompletionStage<Void> apply(ProxySnapshot snapshot) {
    latest = snapshot;
    Map<String, ListenerConfig> listeners = new HashMap<>(snapshot.listeners());
    resourceNames.forEach((local, resource) -> {
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
            snapshot.identity()));
  }
}
