package io.heddle.controlplane.check;

import io.heddle.controlplane.check.HostFacts.Java;
import io.heddle.controlplane.check.HostFacts.PortRange;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The machine. */
final class HostChecks {
  private static final int MIN_JAVA = 25;
  private static final long MIN_FILES = 1_024;
  private static final long ENOUGH_FILES = 16_384;
  private static final long MIN_MEMORY_BYTES = 128L << 20;
  private static final long ENOUGH_MEMORY_BYTES = 256L << 20;

  /** What sidecars ask for. */
  private static final int BACKLOG = 4_096;

  private static final int ENOUGH_PORTS = 10_000;

  private HostChecks() {}

  static List<Check> all() {
    return List.of(
        check("jdk", host -> jdk(host.java())),
        check("native-tls", HostChecks::nativeTls),
        check("open-files", HostChecks::openFiles),
        check("memory", HostChecks::memory),
        check("listen-backlog", HostChecks::listenBacklog),
        check("ephemeral-ports", HostChecks::ephemeralPorts),
        check("loopback", HostChecks::loopback));
  }

  private static Check check(String id, Function<HostFacts, Finding> look) {
    return new Check(id, facts -> look.apply(facts.host()));
  }

  private static Finding jdk(Java java) {
    String seen = "Java " + java.version() + ", " + java.bits() + " bit, " + java.home();
    if (java.version() < MIN_JAVA || java.bits() != 64) {
      return Finding.failed(
          seen + " (expected: " + MIN_JAVA + " or newer, 64 bit)",
          "install a JDK 25, or name one in HEDDLE_JAVA_HOME");
    }
    if (!java.wantedHome().isEmpty() && !java.wantedHome().equals(java.home())) {
      return Finding.warning(
          seen + ", though HEDDLE_JAVA_HOME names " + java.wantedHome(),
          "that is no JDK 25: name one, or take HEDDLE_JAVA_HOME away");
    }
    return Finding.ok(seen);
  }

  private static Finding nativeTls(HostFacts host) {
    return host.nativeTls().isEmpty()
        ? Finding.ok("BoringSSL is loaded")
        : Finding.failed(
            "BoringSSL cannot be loaded: " + host.nativeTls(),
            "it is unpacked into java.io.tmpdir, which must be writable and not mounted noexec;"
                + " -Dio.netty.native.workdir=DIR in HEDDLE_JAVA_OPTIONS names another");
  }

  private static Finding openFiles(HostFacts host) {
    if (host.openFileLimit().isEmpty()) {
      return Finding.skipped("the limit of open files is not known on this system");
    }
    long limit = host.openFileLimit().getAsLong();
    String seen = limit + " open files a process";
    String hint = "raise it: ulimit -n 65536, LimitNOFILE= of a systemd unit";
    if (limit < MIN_FILES) {
      return Finding.failed(seen + " (expected: " + ENOUGH_FILES + ")", hint);
    }
    return limit < ENOUGH_FILES
        ? Finding.warning(seen + " (expected: " + ENOUGH_FILES + ")", hint)
        : Finding.ok(seen);
  }

  private static Finding memory(HostFacts host) {
    if (host.availableMemoryBytes().isEmpty()) {
      return Finding.skipped("the memory that is available is not known on this system");
    }
    long available = host.availableMemoryBytes().getAsLong();
    String seen = (available >> 20) + " MiB available";
    String hint = "a control plane and a sidecar need about 256 MiB; each more sidecar about 90";
    if (available < MIN_MEMORY_BYTES) {
      return Finding.failed(seen, hint);
    }
    return available < ENOUGH_MEMORY_BYTES ? Finding.warning(seen, hint) : Finding.ok(seen);
  }

  private static Finding listenBacklog(HostFacts host) {
    if (host.listenBacklog().isEmpty()) {
      return Finding.skipped("net.core.somaxconn is not known on this system");
    }
    int backlog = host.listenBacklog().getAsInt();
    String seen = "net.core.somaxconn is " + backlog;
    return backlog < BACKLOG
        ? Finding.warning(
            seen + " (expected: " + BACKLOG + ", as sidecars ask for)",
            "sysctl -w net.core.somaxconn=" + BACKLOG)
        : Finding.ok(seen);
  }

  private static Finding ephemeralPorts(HostFacts host) {
    if (host.unreservedPorts().isEmpty()) {
      return Finding.skipped("the range of ephemeral ports is not known on this system");
    }
    PortRange range = host.unreservedPorts().get();
    String seen = "outgoing connections take ports " + range.first() + "-" + range.last();
    List<Integer> within =
        Arrays.stream(OwnPort.values()).map(OwnPort::number).filter(range::contains).toList();
    if (!within.isEmpty()) {
      return Finding.warning(
          seen + ", of which Heddle listens on " + within,
          "one may be taken when Heddle starts: sysctl -w net.ipv4.ip_local_reserved_ports="
              + "15000-15021");
    }
    return range.size() < ENOUGH_PORTS
        ? Finding.warning(
            seen + " (expected: " + ENOUGH_PORTS + " of them)",
            "sysctl -w net.ipv4.ip_local_port_range=\"32768 60999\"")
        : Finding.ok(seen);
  }

  private static Finding loopback(HostFacts host) {
    String hint = "/etc/hosts needs the line: 127.0.0.1 localhost";
    if (host.localhost().isEmpty()) {
      return Finding.failed("localhost has no address", hint);
    }
    List<String> others =
        host.localhost().stream()
            .filter(it -> !it.startsWith("127.") && !it.equals("0:0:0:0:0:0:0:1"))
            .toList();
    return Finding.noneOf(
        others,
        "localhost is " + String.join(", ", host.localhost()),
        "localhost has addresses that are not loopback",
        hint);
  }
}
