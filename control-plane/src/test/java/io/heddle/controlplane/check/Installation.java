package io.heddle.controlplane.check;

import io.heddle.controlplane.check.ControlPlaneFacts.Authority;
import io.heddle.controlplane.check.ControlPlaneFacts.OpenFiles;
import io.heddle.controlplane.check.ControlPlaneFacts.RunningProcess;
import io.heddle.controlplane.check.DirectoryFacts.Entry;
import io.heddle.controlplane.check.DirectoryFacts.Kind;
import io.heddle.controlplane.check.DirectoryFacts.Space;
import io.heddle.controlplane.check.Facts.Expectation;
import io.heddle.controlplane.check.HostFacts.Java;
import io.heddle.controlplane.check.HostFacts.PortRange;
import io.heddle.controlplane.check.MeshFacts.Health;
import io.heddle.controlplane.check.MeshFacts.Instance;
import io.heddle.controlplane.check.MeshFacts.Proxy;
import io.heddle.controlplane.check.MeshFacts.Service;
import io.heddle.controlplane.check.MeshFacts.Session;
import io.heddle.controlplane.check.StateFacts.Certificate;
import io.heddle.controlplane.check.StateFacts.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What is known of an installation in which all is right, until a test breaks something of it. */
final class Installation {
  static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  Java java = new Java(25, 64, "/jdk", "");
  String nativeTls = "";
  long openFileLimit = 65_536;
  long memoryBytes = 1L << 30;
  int backlog = 4_096;
  PortRange ports = new PortRange(32_768, 60_999);
  List<OwnPort> takenPorts = List.of();
  List<String> localhost = List.of("127.0.0.1");
  DirectoryFacts directory = directory("rwx------", "rw-------", "", 1L << 40);
  StateFacts state =
      new StateFacts(
          "state",
          List.of(certificate(Duration.ofDays(365))),
          List.of(),
          List.of(token(1, 1, Duration.ofDays(-1), 1)),
          List.of());
  FilesFacts files = new FilesFacts("objects", "", 2, List.of());
  List<ObjectProblem> objects = List.of();
  boolean isAway;
  boolean isSilent;
  String unready = "";
  String version = "1";
  Duration controlPlaneAhead = Duration.ZERO;
  OpenFiles openFiles = new OpenFiles(100, 1_024);
  Authority authority = new Authority("SETTLED", Optional.empty(), List.of(), List.of());
  List<Service> services = List.of(new Service("shop/catalog", 1));
  Instance instance = instance("catalog-1", "SERVING", Duration.ofHours(1));
  List<Instance> others = List.of();
  Proxy proxy = proxy(1, 0, List.of(), 0);
  List<String> notKept = List.of();

  static DirectoryFacts directory(
      String rights, String keyRights, String unwritable, long usableBytes) {
    return new DirectoryFacts(
        "state",
        "",
        List.of(
            new Entry("state", Kind.OTHER, rights, "heddle"),
            new Entry("state/ca.key", Kind.SECRET, keyRights, "heddle")),
        unwritable,
        new Space(usableBytes));
  }

  static Certificate certificate(Duration left) {
    return new Certificate("ca.crt", "CN=root", NOW.plus(left));
  }

  static Token token(int uses, int used, Duration left, int admitted) {
    return new Token("t1", "shop/catalog", uses, used, NOW.plus(left), admitted);
  }

  static Instance instance(String uid, String state, Duration age) {
    return new Instance(
        uid,
        "shop/catalog",
        state,
        NOW.minus(age),
        Session.OPEN,
        Health.HEALTHY,
        "",
        "10.0.0.1",
        List.of(18_080),
        List.of(8_080));
  }

  static Instance with(Instance of, Session session, Health health) {
    return new Instance(
        of.uid(),
        of.service(),
        of.state(),
        of.since(),
        session,
        health,
        "refused",
        of.address(),
        of.meshPorts(),
        of.applicationPorts());
  }

  static Proxy proxy(int schema, int pending, List<String> rejected, long aheadMillis) {
    return new Proxy(
        "web-1", "heddle", schema, Session.OPEN, pending, rejected, OptionalLong.of(aheadMillis));
  }

  Facts facts() {
    HostFacts host =
        new HostFacts(
            java,
            nativeTls,
            OptionalLong.of(openFileLimit),
            OptionalLong.of(memoryBytes),
            OptionalInt.of(backlog),
            Optional.of(ports),
            takenPorts,
            localhost);
    return new Facts(
        NOW,
        host,
        new Fact.Found<>(directory),
        new Fact.Found<>(state),
        new Fact.Found<>(files),
        new Fact.Found<>(objects),
        isAway ? new Fact.Unknown<>("away") : new Fact.Found<>(controlPlane()),
        isAway ? Expectation.TRIED : Expectation.NAMED);
  }

  private ControlPlaneFacts controlPlane() {
    List<Instance> instances = Stream.concat(Stream.of(instance), others.stream()).toList();
    return new ControlPlaneFacts(
        "127.0.0.1:15014",
        unready,
        new RunningProcess(version, "1", NOW.plus(controlPlaneAhead), NOW, openFiles),
        isSilent
            ? new Fact.Unknown<>("no such page")
            : new Fact.Found<>(
                new MeshFacts(
                    NOW, authority, services, instances, List.of(proxy), List.of(proxy), notKept)));
  }
}
