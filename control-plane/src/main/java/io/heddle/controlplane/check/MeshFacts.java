package io.heddle.controlplane.check;

import io.heddle.controlplane.check.ControlPlaneFacts.Authority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The mesh, as its control plane sees it.
 *
 * @param now by the control plane's clock
 * @param later the proxies once more, some seconds after {@code proxies}
 * @param notKept what it could not keep on its disk
 */
public record MeshFacts(
    Instant now,
    Authority authority,
    List<Service> services,
    List<Instance> instances,
    List<Proxy> proxies,
    List<Proxy> later,
    List<String> notKept) {
  public MeshFacts {
    services = List.copyOf(services);
    instances = List.copyOf(instances);
    proxies = List.copyOf(proxies);
    later = List.copyOf(later);
    notKept = List.copyOf(notKept);
  }

  /**
   * A service.
   *
   * @param endpoints that take requests
   */
  public record Service(String name, int endpoints) {}

  /** A copy of a workload. */
  public record Instance(
      String uid,
      String service,
      String state,
      Instant since,
      Session session,
      Health health,
      String cause,
      String address,
      List<Integer> meshPorts,
      List<Integer> applicationPorts) {
    public Instance {
      meshPorts = List.copyOf(meshPorts);
      applicationPorts = List.copyOf(applicationPorts);
    }

    boolean isPresent() {
      return session == Session.OPEN && !state.equals("RELEASED");
    }

    Duration inState(Instant now) {
      return Duration.between(since, now);
    }

    String named() {
      return service + " " + uid;
    }
  }

  /** Whether its sidecar is connected. */
  public enum Session {
    OPEN,
    LOST
  }

  /** Whether its application passes its checks. */
  public enum Health {
    HEALTHY,
    UNHEALTHY
  }

  /** A client of xDS. */
  public record Proxy(
      String id,
      String kind,
      int schemaVersion,
      Session stream,
      int pending,
      List<String> rejected,
      OptionalLong clockAheadMillis) {
    public Proxy {
      rejected = List.copyOf(rejected);
    }

    boolean isBehind() {
      return stream == Session.OPEN && pending > 0;
    }
  }
}
