package io.heddle.controlplane.xds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Make before break: what on one stream must wait for what. */
final class PushRules {
  /** A resource of the key may be referred to by resources of these types. */
  private static final Map<String, List<String>> REFERRERS =
      Map.of(
          TypeUrls.CLUSTER, List.of(TypeUrls.LISTENER, TypeUrls.ROUTE),
          TypeUrls.ENDPOINTS, List.of(TypeUrls.CLUSTER),
          TypeUrls.ROUTE, List.of(TypeUrls.LISTENER));

  /** Content of the key goes after what these types have to send of the same or an older change. */
  private static final Map<String, List<String>> PREDECESSORS =
      Map.of(
          TypeUrls.LISTENER, List.of(TypeUrls.CLUSTER, TypeUrls.ENDPOINTS),
          TypeUrls.ROUTE, List.of(TypeUrls.CLUSTER, TypeUrls.ENDPOINTS, TypeUrls.LISTENER));

  private final Function<String, Optional<TypeStream>> types;
  private final PushWindow window;
  private final Dialect dialect;

  PushRules(Function<String, Optional<TypeStream>> types, PushWindow window, Dialect dialect) {
    this.types = types;
    this.window = window;
    this.dialect = dialect;
  }

  boolean holdsContent(TypeStream type, String name, DirtyMark dirt) {
    return isBeforeItsTurn(type, name, dirt) || isMergedLater(type, name, dirt);
  }

  /** Taken away only when nothing that the client has acknowledged can refer to it. */
  boolean holdsRemoval(TypeStream type, String name, DirtyMark dirt) {
    if (dirt.isQuestion()) {
      return false;
    }
    return isMergedLater(type, name, dirt)
        || REFERRERS.getOrDefault(type.typeUrl(), List.of()).stream()
            .flatMap(referrer -> types.apply(referrer).stream())
            .anyMatch(referrer -> referrer.oldestPending() <= dirt.latest());
  }

  boolean isBeforeItsTurn(TypeStream type, String name, DirtyMark dirt) {
    if (type.typeUrl().equals(TypeUrls.ENDPOINTS)) {
      return types.apply(TypeUrls.CLUSTER).filter(it -> precedes(it, name)).isPresent();
    }
    return !dirt.isQuestion()
        && PREDECESSORS.getOrDefault(type.typeUrl(), List.of()).stream()
            .flatMap(predecessor -> types.apply(predecessor).stream())
            .anyMatch(predecessor -> predecessor.oldestUnsentContent() <= dirt.latest());
  }

  /**
   * A new identity of the service is acknowledged before the first endpoint that uses it; but who
   * warms clusters acknowledges one only after its endpoints, so there it is sent before them.
   */
  private boolean precedes(TypeStream clusters, String name) {
    return dialect.warmsClusters() ? clusters.isUnsent(name) : clusters.isUnderWay(name);
  }

  private boolean isMergedLater(TypeStream type, String name, DirtyMark dirt) {
    return PushWindow.delays(type.typeUrl())
        && !dirt.isQuestion()
        && window.delays(dirt.oldest())
        && !endpointsWaitFor(type, name);
  }

  /** Endpoints are never delayed, so neither is the cluster that they wait for. */
  private boolean endpointsWaitFor(TypeStream type, String name) {
    return type.typeUrl().equals(TypeUrls.CLUSTER)
        && types
            .apply(TypeUrls.ENDPOINTS)
            .filter(endpoints -> endpoints.dirty().find(name).isPresent())
            .isPresent();
  }
}
