package io.heddle.proxy;

import io.heddle.certs.SpiffeId;
import io.heddle.proxy.Setting.Form;
import io.heddle.proxy.lifecycle.CheckTarget;
import io.heddle.proxy.telemetry.AccessLogMode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting of the sidecar. What xDS has a field for is not here: it comes from there. */
final class Settings {
  static final Setting<ControlPlaneAddress> CONTROL_PLANE =
      flag(
          "control-plane",
          Values.parsed(
              "[http://]host:port",
              "port 0-65535, http on loopback only",
              ControlPlaneAddress::parse),
          "Where the control plane's xDS server is; the port may be left out (15012). Behind"
              + " http:// no TLS is spoken with it, which takes certificates.");
  static final Setting<String> JOIN_TOKEN =
      flag(
          "join-token",
          Values.text("token or @FILE"),
          "What lets this instance join for the first time; not needed once the state directory"
              + " holds a certificate.");
  static final Setting<Path> CERTIFICATES =
      flag(
          "certificates",
          Values.path(),
          "Directory with tls.crt, tls.key and ca.crt that somebody else keeps and renews. With it"
              + " the control plane is any xDS server: this instance is who the certificate says,"
              + " and there is no session and no join token.");
  static final Setting<SpiffeId> CONTROL_PLANE_ID =
      flag(
          "control-plane-id",
          Values.parsed("SPIFFE id", "", SpiffeId::parse),
          "With certificates: whom the xDS server's certificate has to be of; without it, of"
              + " Heddle's control plane in the same trust domain.");
  static final Setting<String> NODE_ID =
      flag(
          "node-id",
          Values.text("name"),
          "With certificates, and required there: what the xDS server knows this instance by; its"
              + " inbound listener is inbound/ and this name.");
  static final Setting<String> NODE_CLUSTER =
      flag(
          "node-cluster",
          Values.text("name"),
          "With certificates: the cluster of the node, for the xDS server.");
  static final Setting<NodeMetadata> NODE_METADATA =
      repeated(
          "node-metadata",
          Values.parsed("NAME=TEXT", "", NodeMetadata::parse),
          "With certificates: metadata of the node, for the xDS server.");
  static final Setting<Path> STATE =
      flag(
          "state",
          Values.path(),
          "Directory of this sidecar alone that keeps its key, certificate, uid and chosen ports.");
  static final Setting<InboundSpec> INBOUND =
      repeated(
          "inbound",
          Values.parsed("[NAME:]APP[=PORT]", "ports 1-65535", InboundSpec::parse),
          "A port of the application that the mesh can reach, and the mesh port in front of it; no"
              + " mesh port or 0 picks one.");
  static final Setting<OutboundSpec> OUTBOUND =
      repeated(
          "outbound",
          Values.parsed("SERVICE:PORT=LOCALPORT", "ports 0-65535", OutboundSpec::parse),
          "A service of the mesh, and the loopback port where the application reaches it; 0 picks"
              + " one.");
  static final Setting<CheckTarget> HEALTH =
      flag(
          "health",
          Values.parsed("http:/path or tcp", "", CheckTarget::parse),
          "tcp",
          "How the application is checked: an HTTP GET on the first inbound port that must give 2xx"
              + " or 3xx, or a connection to each of them.");
  static final Setting<InetAddress> ADVERTISE =
      flag(
          "advertise",
          Values.ipAddress(),
          "Where other instances reach the inbound ports; without it, where the control plane sees"
              + " this one.");
  static final Setting<String> ZONE =
      flag("zone", Values.text("name"), "The failure domain that this instance is in.");
  static final Setting<Duration> GRACE =
      flag(
          "grace",
          Values.duration("1s", "1h"),
          "30s",
          "Time from being asked to stop until the application is killed.");
  static final Setting<HostPort> ADMIN =
      flag("admin", Values.address(15_000), "127.0.0.1:15000", "Where the admin server listens.");
  static final Setting<HostPort> HEALTH_LISTEN =
      flag(
          "health-listen",
          Values.address(15_021),
          "127.0.0.1:15021",
          "Where /healthz, /readyz and /metrics are served.");
  static final Setting<Mechanism> WITHOUT =
      repeated(
          "without",
          Values.choice(Mechanism.class),
          "A mechanism that keeps requests from being lost and is switched off, to show what it"
              + " does. A sidecar takes no notice of gate, which is a control plane's.");
  static final Setting<AccessLogMode> ACCESS_LOG =
      flag(
          "access-log",
          Values.choice(AccessLogMode.class),
          "errors",
          "Which exchanges are written to standard output, one JSON object a line.");

  static final Setting<InetAddress> BIND =
      tuning(
          "bind",
          Values.ipAddress(),
          Optional.empty(),
          "Where the mesh ports listen; without it loopback if the control plane is on loopback,"
              + " else every address.");
  static final Setting<Integer> LOOPS =
      tuning(
          "loops",
          Values.count("event loops", 1, 64),
          Optional.of("2"),
          "Threads that serve connections.");
  static final Setting<Duration> CHECK_INTERVAL =
      tuning(
          "check-interval",
          Values.duration("50ms", "1m"),
          Optional.of("1s"),
          "Pause between two checks of an application that passes them.");
  static final Setting<Duration> CHECK_RETRY =
      tuning(
          "check-retry",
          Values.duration("10ms", "1m"),
          Optional.of("100ms"),
          "Pause between two checks of an application that does not pass them.");
  static final Setting<Duration> CHECK_TIMEOUT =
      tuning(
          "check-timeout",
          Values.duration("50ms", "1m"),
          Optional.of("1s"),
          "A check that takes longer has failed.");
  static final Setting<Integer> CHECK_FAILURES =
      tuning(
          "check-failures",
          Values.count("checks", 1, 100),
          Optional.of("3"),
          "So many failed checks in a row make a healthy application unhealthy; a refused"
              + " connection does at once.");
  static final Setting<Duration> FIXED_WAIT =
      tuning(
          "fixed-wait",
          Values.duration("0s", "1m"),
          Optional.of("5s"),
          "How long a stopping instance goes on serving when no control plane can say that its"
              + " clients have let go.");
  static final Setting<Duration> STATS_INTERVAL =
      tuning(
          "stats-interval",
          Values.duration("100ms", "5m"),
          Optional.of("5s"),
          "Pause between two reports of counts to the control plane.");
  static final Setting<Integer> SERIES =
      tuning(
          "series",
          Values.count("time series", 100, 100_000),
          Optional.of("1500"),
          "Budget of metric series about traffic; past it traffic is counted under unknown.");
  static final Setting<Duration> SERIES_IDLE =
      tuning(
          "series-idle",
          Values.duration("1m", "24h"),
          Optional.of("15m"),
          "Series about traffic that nothing was added to for so long are dropped.");
  static final Setting<Integer> ACCESS_LOG_QUEUE =
      tuning(
          "access-log-queue",
          Values.count("lines", 16, 1_000_000),
          Optional.of("4096"),
          "Lines of the access log that wait to be written; past it lines are dropped and"
              + " counted.");

  static final Setting<Integer> CONNECTIONS =
      tuning(
          "connections",
          Values.count("connections", 1, 1_000_000),
          Optional.of("10000"),
          "Accepted connections of each port; more are closed at once.");
  static final Setting<Duration> HANDSHAKE =
      tuning(
          "handshake",
          Values.duration("100ms", "1m"),
          Optional.of("5s"),
          "A TLS handshake that takes longer, in or out, ends the connection.");
  static final Setting<Duration> FIRST_HEAD =
      tuning(
          "first-head",
          Values.duration("1s", "1h"),
          Optional.of("60s"),
          "From accepting an application's connection to the end of its first request's head.");
  static final Setting<Duration> MESH_IDLE =
      tuning(
          "mesh-idle",
          Values.duration("1s", "24h"),
          Optional.of("90s"),
          "A connection of another sidecar without a request is closed after this; clients close"
              + " earlier (the cluster says when).");
  static final Setting<Duration> APPLICATION_IDLE =
      tuning(
          "application-idle",
          Values.duration("1s", "24h"),
          Optional.of("1h"),
          "A connection of the application without a request is closed after this.");
  static final Setting<Duration> HOLD =
      tuning(
          "hold",
          Values.duration("0s", "1m"),
          Optional.of("2s"),
          "How long a new connection waits for its listener to become known.");
  static final Setting<Integer> HELD =
      tuning(
          "held",
          Values.count("connections", 1, 100_000),
          Optional.of("256"),
          "Connections that wait so, in all; more are answered at once.");
  static final Setting<Duration> RESPONSE_HEAD =
      tuning(
          "response-head",
          Values.duration("0s", "24h"),
          Optional.of("60s"),
          "From the last byte of a request to the head of its response, else 504; 0s is no"
              + " limit.");
  static final Setting<Duration> APPLICATION_REUSE =
      tuning(
          "application-reuse",
          Values.duration("0s", "1h"),
          Optional.of("1s"),
          "An idle connection to the application is used again only if idle for less.");
  static final Setting<Integer> REPLAY_BYTES =
      tuning(
          "replay-bytes",
          Values.count("bytes", 0, 16 << 20),
          Optional.of("65536"),
          "What is kept of a request so that it can go elsewhere; a larger one cannot.");
  static final Setting<Integer> REPLAY_TOTAL =
      tuning(
          "replay-total",
          Values.count("bytes", 0, 1 << 30),
          Optional.of("4194304"),
          "The same, of all requests together.");

  /** In the order of the document. */
  static final List<Setting<?>> ALL =
      List.of(
          CONTROL_PLANE,
          JOIN_TOKEN,
          CERTIFICATES,
          CONTROL_PLANE_ID,
          NODE_ID,
          NODE_CLUSTER,
          NODE_METADATA,
          STATE,
          INBOUND,
          OUTBOUND,
          HEALTH,
          ADVERTISE,
          ZONE,
          GRACE,
          ADMIN,
          HEALTH_LISTEN,
          WITHOUT,
          ACCESS_LOG,
          BIND,
          LOOPS,
          CHECK_INTERVAL,
          CHECK_RETRY,
          CHECK_TIMEOUT,
          CHECK_FAILURES,
          FIXED_WAIT,
          STATS_INTERVAL,
          SERIES,
          SERIES_IDLE,
          ACCESS_LOG_QUEUE,
          CONNECTIONS,
          HANDSHAKE,
          FIRST_HEAD,
          MESH_IDLE,
          APPLICATION_IDLE,
          HOLD,
          HELD,
          RESPONSE_HEAD,
          APPLICATION_REUSE,
          REPLAY_BYTES,
          REPLAY_TOTAL);

  private Settings() {}

  private static <T> Setting<T> flag(String name, Values<T> values, String text) {
    return new Setting<>(name, Form.FLAG, values, Optional.empty(), text);
  }

  private static <T> Setting<T> flag(String name, Values<T> values, String standard, String text) {
    return new Setting<>(name, Form.FLAG, values, Optional.of(standard), text);
  }

  private static <T> Setting<T> repeated(String name, Values<T> values, String text) {
    return new Setting<>(name, Form.REPEATED_FLAG, values, Optional.empty(), text);
  }

  private static <T> Setting<T> tuning(
      String name, Values<T> values, Optional<String> standard, String text) {
    return new Setting<>(name, Form.TUNING, values, standard, text);
  }
}
