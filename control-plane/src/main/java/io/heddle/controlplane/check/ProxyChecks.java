package io.heddle.controlplane.check;

import io.heddle.controlplane.check.ControlPlaneFacts.RunningProcess;
import io.heddle.controlplane.check.MeshFacts.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the clients of xDS have made of what they were sent, and when they think it is. */
final class ProxyChecks {
  private static final int SCHEMA_VERSION = 1;
  private static final Duration NOTICEABLE = Duration.ofSeconds(5);

  /** Certificates are backdated by two minutes: a clock that is further behind refuses new ones. */
  private static final Duration HARMFUL = Duration.ofSeconds(90);

  private ProxyChecks() {}

  static List<Check> all() {
    return List.of(
        check("proxies-current", ProxyChecks::current),
        check("proxies-accept", ProxyChecks::accept),
        check("proxies-schema", ProxyChecks::schema),
        new Check("clocks", facts -> facts.controlPlane().look(ProxyChecks::clocks)));
  }

  private static Check check(String id, Function<MeshFacts, Finding> look) {
    return new Check(id, facts -> ControlPlaneChecks.mesh(facts).look(look));
  }

  private static Finding current(MeshFacts mesh) {
    Set<String> before =
        mesh.proxies().stream().filter(Proxy::isBehind).map(Proxy::id).collect(Collectors.toSet());
    return Finding.noneOf(
        mesh.later().stream()
            .filter(it -> it.isBehind() && before.contains(it.id()))
            .map(it -> it.id() + " by " + Finding.counted(it.pending(), "resource"))
            .toList(),
        Finding.counted(mesh.proxies().size(), "proxy", "proxies") + ", none behind",
        "behind for some seconds",
        "rollouts wait for it until their bound: it hangs, is stopped, or its connection is slow");
  }

  private static Finding accept(MeshFacts mesh) {
    return Finding.noneOf(
        mesh.later().stream()
            .flatMap(proxy -> proxy.rejected().stream().map(it -> proxy.id() + " " + it))
            .toList(),
        "no proxy refuses anything",
        "refused",
        "it runs on with what it had: correct the object, or run a proxy of a version that can");
  }

  private static Finding schema(MeshFacts mesh) {
    return Finding.betterNone(
        mesh.later().stream()
            .filter(it -> it.kind().equals("heddle") && it.schemaVersion() != SCHEMA_VERSION)
            .map(it -> it.id() + " has " + it.schemaVersion())
            .toList(),
        "every sidecar speaks version " + SCHEMA_VERSION,
        "other version of the wire than " + SCHEMA_VERSION,
        "newer fields are not sent to it: roll its instance out with this version");
  }

  private static Finding clocks(ControlPlaneFacts controlPlane) {
    List<String> noticeable = new ArrayList<>();
    List<String> harmful = new ArrayList<>();
    RunningProcess process = controlPlane.process();
    sort(
        "the control plane",
        Duration.between(process.askedAt(), process.now()),
        noticeable,
        harmful);
    int known = 0;
    if (controlPlane.mesh() instanceof Fact.Found<MeshFacts>(var mesh)) {
      for (Proxy proxy : mesh.later()) {
        if (proxy.clockAheadMillis().isPresent()) {
          known++;
          Duration ahead = Duration.ofMillis(proxy.clockAheadMillis().getAsLong());
          sort(proxy.id(), ahead, noticeable, harmful);
        }
      }
    }
    String hint = "let NTP keep the host's clock (chrony, systemd-timesyncd)";
    if (!harmful.isEmpty()) {
      return Finding.noneOf(harmful, "", "clock wrong, certificates are refused", hint);
    }
    return Finding.betterNone(
        noticeable,
        "control plane and " + Finding.counted(known, "sidecar") + " agree with this host",
        "clocks differ",
        hint);
  }

  private static void sort(
      String who, Duration ahead, List<String> noticeable, List<String> harmful) {
    Duration by = ahead.abs();
    String line = who + " is " + Durations.shown(by) + (ahead.isNegative() ? " behind" : " ahead");
    if (by.compareTo(HARMFUL) >= 0) {
      harmful.add(line);
    } else if (by.compareTo(NOTICEABLE) >= 0) {
      noticeable.add(line);
    }
  }
}
