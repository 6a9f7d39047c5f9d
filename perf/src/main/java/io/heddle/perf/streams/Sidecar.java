package io.heddle.perf.streams;

import io.heddle.proxy.config.SnapshotTarget;
import io.heddle.proxy.xds.Claims;
import io.heddle.proxy.xds.ClientEnvironment;
import io.heddle.proxy.xds.ControlPlaneClient;
import io.heddle.proxy.xds.ControlPlaneConfig;
import io.heddle.proxy.xds.ControlPlaneConfig.Timing;
import io.heddle.proxy.xds.ControlPlaneListener;
import io.heddle.proxy.xds.CredentialFailure;
import io.heddle.proxy.xds.JoinToken;
import io.heddle.proxy.xds.NettyTransport;
import io.heddle.proxy.xds.OnDemandLimits;
import io.heddle.proxy.xds.SnapshotConsumer;
import io.heddle.proxy.xds.Welcome;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a sidecar says to its control plane and hears of it; no request ever passes it. */
public final class Sidecar implements AutoCloseable {
  private final ControlPlaneClient client;
  private final CompletableFuture<Void> configured = new CompletableFuture<>();

  /**
   * @param token for a sidecar whose state directory holds no certificate
   */
  Sidecar(Station station, Optional<JoinToken> token, Path state, Claims claims) {
    this.client =
        new ControlPlaneClient(
            new ControlPlaneConfig(
                station.controlPlane(),
                token,
                state,
                claims,
                Timing.DEFAULT,
                OnDemandLimits.DEFAULT),
            new ClientEnvironment(
                new NettyTransport(station.loops().next(), CountedChannel.class),
                InstantSource.system(),
                System::nanoTime,
                station.random()),
            new SnapshotConsumer(
                station.target(), (_, _) -> CompletableFuture.completedStage(""), new AlwaysUsed()),
            new Events(station.incidents()));
  }

  /** Where a sidecar is, and who hears of it. */
  record Station(
      InetSocketAddress controlPlane,
      FleetLoops loops,
      SecureRandom random,
      SnapshotTarget target,
      Incidents incidents) {}

  static Claims serving(int port) {
    return new Claims(
        List.of(new Claims.InboundPort("http", port, port)),
        "",
        Fleet.HOST,
        Duration.ofSeconds(30));
  }

  static Claims calling() {
    return new Claims(List.of(), "", Fleet.HOST, Duration.ofSeconds(30));
  }

  void start(List<String> listeners) {
    client.start();
    listeners.forEach(client::want);
  }

  /** Completes with its identity and its inbound listener. */
  CompletableFuture<Void> configured() {
    return configured;
  }

  /** Its application passes its checks from now on. */
  public void healthy() {
    client.healthy();
  }

  /** Its application fails its checks. */
  public void unhealthy() {
    client.unhealthy("as the measurement wants it");
  }

  /** It is asked to end; released, it says at once that it is quiet. */
  public void stopping() {
    client.stopping();
  }

  @Override
  public void close() {
    client.close();
  }

  private final class Events implements ControlPlaneListener {
    private final Incidents incidents;

    Events(Incidents incidents) {
      this.incidents = incidents;
    }

    @Override
    public void onConnected() {}

    @Override
    public void onSession() {}

    @Override
    public void onDisconnected(String cause) {}

    @Override
    public void onWelcome(Welcome welcome) {}

    @Override
    public void onFirstConfig() {
      configured.complete(null);
    }

    @Override
    public void onMissing(String outboundListener) {
      incidents.problem("listener missing: " + outboundListener);
    }

    @Override
    public void onReleased(List<String> laggards) {
      if (!laggards.isEmpty()) {
        incidents.remark("released with laggards: " + laggards.size());
      }
      client.quiet();
    }

    @Override
    public void onRejected(List<String> reasons) {
      incidents.problem("rejected: " + reasons.getFirst());
    }

    @Override
    public void onCredentialFailure(CredentialFailure failure, String message) {
      incidents.problem(failure + ": " + message);
    }

    @Override
    public void onFilesUnusable(String message) {
      incidents.problem(message);
    }
  }
}
