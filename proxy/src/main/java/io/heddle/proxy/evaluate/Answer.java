package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.HeaderEdits.Header;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.route.NearMiss;
import java.util.List;
import java.util.Optional;

/**
 * What would become of a request.
 *
 * @param routes the route configuration that was asked
 * @param host the virtual host whose rules were asked
 * @param route the rule that takes it
 */
record Answer(
    String listener,
    Optional<String> routes,
    Optional<VirtualHost> host,
    Optional<Route> route,
    List<NearMiss> nearMisses,
    Fate fate) {
  Answer {
    nearMisses = List.copyOf(nearMisses);
  }

  static Answer unrouted(String listener, Fate fate) {
    return new Answer(
        listener, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), fate);
  }

  /** What is done with it. */
  sealed interface Fate {
    /** It is sent to one of the clusters. */
    record Forward(RouteAction.Forward action, List<Share> shares) implements Fate {
      public Forward {
        shares = List.copyOf(shares);
      }
    }

    /** Its connection's bytes are sent to a cluster, whatever they are. */
    record Bytes(String cluster) implements Fate {}

    /** The sidecar answers it by itself, as its route says. */
    record Respond(int status, List<Header> headers) implements Fate {
      public Respond {
        headers = List.copyOf(headers);
      }
    }

    /**
     * Nothing takes it.
     *
     * @param status that its client gets; 0: its connection is closed
     * @param flag of the access log; empty: none
     */
    record Nowhere(int status, String flag, String reason) implements Fate {}
  }
}
