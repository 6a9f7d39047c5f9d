package io.heddle.controlplane.check;

import io.heddle.controlplane.check.MeshFacts.Health;
import io.heddle.controlplane.check.MeshFacts.Instance;
import io.heddle.controlplane.check.MeshFacts.Service;
import io.heddle.controlplane.check.MeshFacts.Session;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Services, and the instances behind them. */
final class InstanceChecks {
  /** A healthy instance is PENDING and WARMING for less, and drained in less. */
  private static final Duration START = Duration.ofSeconds(20);

  private static final Duration DRAIN = Duration.ofSeconds(60);

  private InstanceChecks() {}

  static List<Check> all() {
    return List.of(
        check("service-endpoints", InstanceChecks::endpoints),
        check("instance-health", InstanceChecks::health),
        check("instance-progress", InstanceChecks::progress),
        check("sessions", InstanceChecks::sessions));
  }

  private static Check check(String id, Function<MeshFacts, Finding> look) {
    return new Check(id, facts -> ControlPlaneChecks.mesh(facts).look(look));
  }

  private static Finding endpoints(MeshFacts mesh) {
    return Finding.noneOf(
        mesh.services().stream().filter(it -> it.endpoints() == 0).map(Service::name).toList(),
        "each of " + Finding.counted(mesh.services().size(), "service") + " is served",
        "nobody serves",
        "requests are answered with 503 UH: start an instance, or see why those there are do not"
            + " serve; the Service's selector must match their token's labels");
  }

  private static Finding health(MeshFacts mesh) {
    return Finding.noneOf(
        mesh.instances().stream()
            .filter(it -> it.isPresent() && it.health() == Health.UNHEALTHY)
            .filter(it -> it.inState(mesh.now()).compareTo(START) > 0)
            .map(it -> it.named() + ": " + it.cause())
            .toList(),
        Finding.counted(
                (int) mesh.instances().stream().filter(Instance::isPresent).count(), "instance")
            + ", each passes its checks or has just started",
        "does not pass its checks",
        "its application refuses, hangs or answers with errors where --health asks");
  }

  private static Finding progress(MeshFacts mesh) {
    return Finding.noneOf(
        mesh.instances().stream()
            .filter(it -> it.isPresent() && isStuck(it, mesh))
            .map(it ->
                it.named()
                    + " "
                    + it.state()
                    + " for "
                    + Durations.shown(it.inState(mesh.now()))
                    + (it.cause().isEmpty() ? "" : ": " + it.cause()))
            .toList(),
        "nobody is stuck on the way in or out",
        "stuck",
        "clients have not acknowledged it, or what it has in flight does not end: heddle status"
            + " names the proxies that are behind");
  }

  /** One that is unhealthy is PENDING for that reason, and has a check of its own. */
  private static boolean isStuck(Instance instance, MeshFacts mesh) {
    Duration age = instance.inState(mesh.now());
    return switch (instance.state()) {
      case "PENDING" -> instance.health() == Health.HEALTHY && age.compareTo(START) > 0;
      case "WARMING" -> age.compareTo(START) > 0;
      case "DRAINING" -> age.compareTo(DRAIN) > 0;
      default -> false;
    };
  }

  private static Finding sessions(MeshFacts mesh) {
    return Finding.betterNone(
        mesh.instances().stream()
            .filter(it -> it.session() == Session.LOST && !it.state().equals("RELEASED"))
            .map(it -> it.named() + " " + it.state())
            .toList(),
        "every sidecar that has not left is connected",
        "session lost",
        "the sidecar is gone or cannot reach the control plane: look at its log; one that does not"
            + " come back is forgotten after an hour");
  }
}
