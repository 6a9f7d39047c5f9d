package io.heddle.controlplane.check;

import io.heddle.controlplane.check.MeshFacts.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who listens where. */
final class PortChecks {
  private PortChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("control-plane-ports", PortChecks::taken),
        new Check("port-clash", facts -> ControlPlaneChecks.mesh(facts).look(PortChecks::clash)));
  }

  /** Before there is a control plane. */
  private static Finding taken(Facts facts) {
    if (facts.controlPlane() instanceof Fact.Found) {
      return Finding.skipped("a control plane answers, so it has its ports");
    }
    return Finding.noneOf(
        facts.host().takenPorts().stream().map(port -> "127.0.0.1:" + port).toList(),
        "those that a control plane listens on by default are free",
        "another process has a port that a control plane listens on by default",
        "ss -ltnp names the process; --listen and --admin give the control plane other ports");
  }

  private static Finding clash(MeshFacts mesh) {
    Map<String, List<String>> users = new LinkedHashMap<>();
    mesh.instances().stream().filter(Instance::isPresent).forEach(instance -> add(instance, users));
    List<String> clashes =
        users.entrySet().stream()
            .filter(it -> it.getValue().size() > 1)
            .map(it -> it.getKey() + " of " + String.join(" and ", it.getValue()))
            .toList();
    return Finding.noneOf(
        clashes,
        "no two processes have the same port",
        "two processes have the same port",
        "the second cannot start, and its sidecar asks the first's health: give each its own");
  }

  private static void add(Instance instance, Map<String, List<String>> users) {
    instance.meshPorts().forEach(port -> add(instance, port, users));
    instance.applicationPorts().forEach(port -> add(instance, port, users));
  }

  private static void add(Instance instance, int port, Map<String, List<String>> users) {
    users
        .computeIfAbsent(instance.address() + ":" + port, _ -> new ArrayList<>())
        .add(instance.named());
  }
}
