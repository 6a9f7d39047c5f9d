package io.heddle.controlplane.check;

import static io.heddle.controlplane.check.Installation.NOW;
import static io.heddle.controlplane.check.Installation.certificate;
import static io.heddle.controlplane.check.Installation.directory;
import static io.heddle.controlplane.check.Installation.instance;
import static io.heddle.controlplane.check.Installation.proxy;
import static io.heddle.controlplane.check.Installation.token;
import static io.heddle.controlplane.check.Installation.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.check.ControlPlaneFacts.Authority;
import io.heddle.controlplane.check.ControlPlaneFacts.OpenFiles;
import io.heddle.controlplane.check.DirectoryFacts.Space;
import io.heddle.controlplane.check.HostFacts.Java;
import io.heddle.controlplane.check.HostFacts.PortRange;
import io.heddle.controlplane.check.MeshFacts.Health;
import io.heddle.controlplane.check.MeshFacts.Service;
import io.heddle.controlplane.check.MeshFacts.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each thing that is broken is found by its own check, and by no other. */
final class CheckupTest {
  private static final Set<Status> BAD = Set.of(Status.WARNING, Status.FAILED);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Map<String, Map<String, Consumer<Installation>>> BREAKS =
      new LinkedHashMap<>();

  static {
    breaks("FAILED jdk", "an old JDK", it -> it.java = new Java(21, 64, "/jdk", ""));
    breaks("WARNING jdk", "another JDK", it -> it.java = new Java(25, 64, "/jdk", "/other"));
    breaks("FAILED native-tls", "no native TLS", it -> it.nativeTls = "noexec");
    breaks("FAILED open-files", "few open files", it -> it.openFileLimit = 256);
    breaks("FAILED memory", "little memory", it -> it.memoryBytes = 1 << 20);
    breaks("WARNING listen-backlog", "a short backlog", it -> it.backlog = 128);
    breaks(
        "WARNING ephemeral-ports",
        "own ports among ephemeral ones",
        it -> it.ports = new PortRange(10_000, 60_999));
    breaks("FAILED loopback", "no localhost", it -> it.localhost = List.of());
    breaks("FAILED loopback", "localhost elsewhere", it -> it.localhost = List.of("10.0.0.1"));
    breaks(
        "FAILED control-plane-ports",
        "a port that somebody else has",
        it -> {
          it.isAway = true;
          it.takenPorts = List.of(OwnPort.WORKLOADS);
        });
    breaks(
        "FAILED state-directory",
        "no directory of state",
        it -> it.directory = new DirectoryFacts("state", "not found", List.of(), "", new Space(0)));
    breaks(
        "FAILED state-rights",
        "a key that all may read",
        it -> it.directory = directory("rwx------", "rw-r--r--", "", 1L << 40));
    breaks(
        "FAILED state-rights",
        "a directory that all may write",
        it -> it.directory = directory("rwxrwxrwx", "rw-------", "", 1L << 40));
    breaks(
        "FAILED state-writable",
        "a directory that cannot be written",
        it -> it.directory = directory("rwx------", "rw-------", "read-only", 1L << 40));
    breaks(
        "FAILED disk-space",
        "a full disk",
        it -> it.directory = directory("rwx------", "rw-------", "", 1 << 20));
    breaks(
        "FAILED ca-files",
        "a key of another certificate",
        it -> it.state = state(it, List.of(certificate(HOUR.multipliedBy(9_000))), List.of("x")));
    breaks(
        "FAILED ca-expiry",
        "an expired root",
        it -> it.state = state(it, List.of(certificate(HOUR.negated())), List.of()));
    breaks(
        "WARNING ca-expiry",
        "a root that expires soon",
        it -> it.state = state(it, List.of(certificate(Duration.ofDays(7))), List.of()));
    breaks(
        "FAILED state-entries",
        "a torn entry",
        it ->
            it.state =
                new StateFacts(
                    "state", it.state.certificates(), List.of(), List.of(), List.of("torn")));
    breaks(
        "WARNING join-tokens",
        "a token that nobody used in time",
        it ->
            it.state =
                new StateFacts(
                    "state",
                    it.state.certificates(),
                    List.of(),
                    List.of(token(1, 0, HOUR.negated(), 0)),
                    List.of()));
    breaks(
        "FAILED files-directory",
        "no directory of objects",
        it -> it.files = new FilesFacts("objects", "not found", 0, List.of()));
    breaks("FAILED objects-readable", "no YAML", it -> it.objects = problem("Invalid", ""));
    breaks("FAILED objects-accepted", "a bad port", it -> it.objects = problem("Invalid", "S/a"));
    breaks(
        "FAILED references",
        "nobody of that name",
        it -> it.objects = problem("BackendNotFound", "R/a"));
    breaks(
        "WARNING objects-known", "an unknown kind", it -> it.objects = problem("Ignored", "X/a"));
    breaks(
        "WARNING matches-used",
        "a match in the shade",
        it -> it.objects = problem("NeverUsed", "R/a"));
    breaks("FAILED control-plane", "one that is not ready", it -> it.unready = "reads files");
    breaks("FAILED control-plane", "one that says nothing of the mesh", it -> it.isSilent = true);
    breaks("WARNING version", "another version", it -> it.version = "2");
    breaks(
        "FAILED control-plane-files",
        "its files used up",
        it -> it.openFiles = new OpenFiles(1_000, 1_024));
    breaks(
        "FAILED control-plane-disk",
        "what it cannot keep",
        it -> it.notKept = List.of("book: full"));
    breaks(
        "FAILED service-endpoints",
        "a service without endpoints",
        it -> it.services = List.of(new Service("shop/web", 0)));
    breaks(
        "FAILED instance-health",
        "an application that refuses",
        it ->
            it.instance =
                with(instance("catalog-1", "PENDING", HOUR), Session.OPEN, Health.UNHEALTHY));
    breaks(
        "FAILED instance-progress",
        "an instance that is stuck",
        it -> it.instance = instance("catalog-1", "WARMING", HOUR));
    breaks(
        "WARNING sessions",
        "a sidecar that is gone",
        it -> it.instance = with(it.instance, Session.LOST, Health.HEALTHY));
    breaks(
        "FAILED port-clash",
        "a port of two",
        it -> it.others = List.of(instance("catalog-2", "SERVING", HOUR)));
    breaks(
        "FAILED proxies-current",
        "a proxy that is behind",
        it -> it.proxy = proxy(1, 3, List.of(), 0));
    breaks(
        "FAILED proxies-accept",
        "a proxy that refuses",
        it -> it.proxy = proxy(1, 0, List.of("r: no"), 0));
    breaks("WARNING proxies-schema", "an old sidecar", it -> it.proxy = proxy(0, 0, List.of(), 0));
    breaks("FAILED clocks", "a sidecar's clock", it -> it.proxy = proxy(1, 0, List.of(), -100_000));
    breaks(
        "WARNING clocks",
        "the control plane's clock",
        it -> it.controlPlaneAhead = Duration.ofSeconds(10));
    breaks(
        "FAILED root-rotation",
        "a laggard of a new root",
        it ->
            it.authority =
                new Authority("TRUST_BOTH", Optional.of(NOW), List.of(), List.of("web-1: away")));
  }

  private static void breaks(String expected, String what, Consumer<Installation> change) {
    BREAKS.computeIfAbsent(expected, _ -> new LinkedHashMap<>()).put(what, change);
  }

  private static StateFacts state(
      Installation of, List<StateFacts.Certificate> all, List<String> misfits) {
    return new StateFacts("state", all, misfits, of.state.tokens(), List.of());
  }

  private static List<ObjectProblem> problem(String reason, String object) {
    return List.of(new ObjectProblem(reason, "a.yaml:1", object, "port: 0 (expected: 1-65535)"));
  }

  @Test
  void whereAllIsRightEveryCheckIsOk() {
    assertThat(Checkup.of(new Installation().facts()))
        .hasSizeGreaterThanOrEqualTo(20)
        .filteredOn(result -> !result.id().equals("control-plane-ports"))
        .allSatisfy(
            result -> assertThat(result.status()).as(result.toString()).isEqualTo(Status.OK));
  }

  @TestFactory
  List<DynamicTest> eachIsNamedByItsOwnId() {
    List<DynamicTest> tests = new ArrayList<>();
    BREAKS.forEach((expected, all) ->
        all.forEach((what, change) ->
            tests.add(
                DynamicTest.dynamicTest(
                    what,
                    () -> {
                      Installation installation = new Installation();
                      change.accept(installation);

                      assertThat(Checkup.of(installation.facts()))
                          .filteredOn(result -> BAD.contains(result.status()))
                          .singleElement()
                          .satisfies(result -> {
                            assertThat(result.status() + " " + result.id()).isEqualTo(expected);
                            assertThat(result.finding().summary()).isNotEmpty();
                            assertThat(result.finding().hint()).isNotEmpty();
                          });
                    }))));
    return tests;
  }

  @Test
  void everyCheckIsBrokenOnce() {
    List<String> broken =
        BREAKS.keySet().stream().map(it -> it.substring(it.indexOf(' ') + 1)).distinct().toList();

    assertThat(Checkup.of(new Installation().facts()))
        .extracting(CheckResult::id)
        .containsExactlyInAnyOrderElementsOf(broken);
  }
}
