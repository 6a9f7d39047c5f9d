package io.heddle.proxy;

import io.heddle.proxy.cluster.UpstreamSettings;
import io.heddle.proxy.lifecycle.CheckConfig;
import io.heddle.proxy.lifecycle.DrainTimes;
import io.heddle.proxy.listener.DownstreamSettings;
import io.heddle.proxy.telemetry.TelemetryConfig;
import io.heddle.proxy.xds.Node;
import io.heddle.proxy.xds.XdsServerConfig.Security;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a sidecar is told when it starts.
 *
 * @param grace time from being asked to stop until the application is killed
 * @param without mechanisms that are switched off
 */
public record ProxyConfig(
    Mesh mesh,
    Ports ports,
    CheckConfig check,
    Duration grace,
    DrainTimes drain,
    Set<Mechanism> without,
    TelemetryConfig telemetry,
    int loops,
    DownstreamSettings downstream,
    UpstreamSettings upstream) {

  public ProxyConfig {
    without = Set.copyOf(without);
    if (loops < 1) {
      throw new IllegalArgumentException("loops: " + loops + " (expected: >= 1)");
    }
  }

  /**
   * How this instance takes part in the mesh.
   *
   * @param zone empty: unknown
   */
  public record Mesh(
      HostPort controlPlane,
      Membership membership,
      Path state,
      String zone,
      Duration statsInterval) {
    /** Without the token, which is a secret. */
    @Override
    public String toString() {
      return "Mesh[" + controlPlane + ", " + state + "]";
    }
  }

  /** What makes this instance a part of the mesh. */
  public sealed interface Membership {
    /**
     * A control plane of Heddle's lets it in and says who it is.
     *
     * @param advertise empty: where the control plane sees it
     */
    record Session(Optional<String> joinToken, String advertise) implements Membership {
      /** Without the token. */
      @Override
      public String toString() {
        return "Session[" + advertise + "]";
      }
    }

    /** Others keep its certificate in a directory; its configuration is any xDS server's. */
    record Certificates(Path directory, Security security, Node node) implements Membership {}
  }

  /**
   * Where the sidecar listens.
   *
   * @param bind address of the mesh ports
   */
  public record Ports(
      InetAddress bind,
      List<InboundSpec> inbound,
      List<OutboundSpec> outbound,
      HostPort admin,
      HostPort health) {
    public Ports {
      inbound = List.copyOf(inbound);
      outbound = List.copyOf(outbound);
      requireDistinct(inbound.stream().map(InboundSpec::applicationPort).toList(), "--inbound");
      requireDistinct(outbound.stream().map(OutboundSpec::localName).toList(), "--outbound");
    }

    private static void requireDistinct(List<?> names, String flag) {
      Set<Object> seen = new HashSet<>();
      for (Object name : names) {
        if (!seen.add(name)) {
          throw new ConfigException(flag + ": " + name + " given twice (expected: once)");
        }
      }
    }
  }

  /** Reads and checks all settings; throws {@link ConfigException} for the first wrong one. */
  static ProxyConfig from(SettingSources given) {
    return new ProxyConfig(
        MeshSettings.from(given),
        ports(given),
        new CheckConfig(
            given.value(Settings.HEALTH),
            given.value(Settings.CHECK_INTERVAL),
            given.value(Settings.CHECK_RETRY),
            given.value(Settings.CHECK_TIMEOUT),
            given.value(Settings.CHECK_FAILURES)),
        given.value(Settings.GRACE),
        DrainTimes.of(given.value(Settings.GRACE), given.value(Settings.FIXED_WAIT)),
        Set.copyOf(given.all(Settings.WITHOUT)),
        new TelemetryConfig(
            given.value(Settings.SERIES),
            given.value(Settings.SERIES_IDLE),
            given.value(Settings.ACCESS_LOG),
            given.value(Settings.ACCESS_LOG_QUEUE)),
        given.value(Settings.LOOPS),
        downstream(given),
        upstream(given));
  }

  private static DownstreamSettings downstream(SettingSources given) {
    return new DownstreamSettings(
        given.value(Settings.FIRST_HEAD),
        given.value(Settings.MESH_IDLE),
        given.value(Settings.APPLICATION_IDLE),
        given.value(Settings.HANDSHAKE),
        given.value(Settings.CONNECTIONS),
        given.value(Settings.HOLD),
        given.value(Settings.HELD));
  }

  private static UpstreamSettings upstream(SettingSources given) {
    return new UpstreamSettings(
        given.value(Settings.HANDSHAKE),
        given.value(Settings.RESPONSE_HEAD),
        UpstreamSettings.DEFAULT.connectsAtOnce(),
        given.value(Settings.APPLICATION_REUSE),
        given.value(Settings.REPLAY_BYTES),
        given.value(Settings.REPLAY_TOTAL));
  }

  private static Ports ports(SettingSources given) {
    return new Ports(
        given
            .optional(Settings.BIND)
            .orElseGet(() -> given.value(Settings.CONTROL_PLANE).standardBind()),
        given.all(Settings.INBOUND),
        given.all(Settings.OUTBOUND),
        given.value(Settings.ADMIN),
        given.value(Settings.HEALTH_LISTEN));
  }
}
