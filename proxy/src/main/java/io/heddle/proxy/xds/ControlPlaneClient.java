package io.heddle.proxy.xds;

import io.heddle.certs.RenewalSchedule;
import io.heddle.certs.X509Svid;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.xds.DeltaCodec.NodeSaid;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A sidecar's side of a control plane of Heddle's: keeps a session and an ADS stream, puts
 * configuration and identity in force, and says how the instance fares.
 *
 * <p>Its methods may be called on any thread; everything happens on its event loop.
 */
public final class ControlPlaneClient implements ConfigClient {
  private final EventLoop loop;
  private final InstantSource clock;
  private final ControlPlaneConfig config;
  private final ControlPlaneListener listener;
  private final String instanceUid;
  private final IdentityKeeper identity;
  private final RequestTimer requests;
  private final WarmingReports warming;
  private final ConfigFeed feed;
  private final LinkKeeper links;
  private final WorkloadReport report = new WorkloadReport();
  private Supplier<SidecarStats> stats = () -> new SidecarStats(List.of(), List.of());
  private Optional<ControlPlaneLink> session = Optional.empty();

  /** The session, if all that it is for is the next certificate. */
  private Optional<ControlPlaneLink> renewing = Optional.empty();

  private @Nullable Future<?> statsTimer;

  /** Reads the state directory; throws when it has no certificate and no join token is given. */
  public ControlPlaneClient(
      ControlPlaneConfig config,
      ClientEnvironment environment,
      SnapshotConsumer dataPath,
      ControlPlaneListener listener) {
    this.loop = environment.transport().loop();
    this.clock = environment.clock();
    this.config = config;
    this.listener = listener;
    StateDirectory files =
        new StateDirectory(
            config.state(), problem -> loop.execute(() -> listener.onFilesUnusable(problem)));
    this.instanceUid = files.instanceUid(environment.random());
    this.identity =
        new IdentityKeeper(
            files,
            new RenewalSchedule(environment.nanoTime(), environment.random()),
            environment.clock(),
            environment.random());
    this.feed =
        new ConfigFeed(environment, settings(config, instanceUid), dataPath, listener, new News());
    this.requests = new RequestTimer(loop, identity, this::say);
    this.warming =
        new WarmingReports(
            dataPath.warming(), loop, (uid, cause) -> say(SessionCodec.reached(uid, cause)));
    this.links =
        new LinkKeeper(
            config,
            environment,
            identity,
            new Hello(instanceUid, config.claims()),
            new LinkEvents());
    if (!links.hasCredential()) {
      throw new IllegalArgumentException(
          "join token: none (expected: one, as " + config.state() + " holds no certificate)");
    }
  }

  private static ConfigSettings settings(ControlPlaneConfig config, String instanceUid) {
    ResourceKey inbound = ConfigSettings.inbound(instanceUid);
    return new ConfigSettings(
        inbound,
        Set.of(
            inbound,
            new ResourceKey(ResourceType.SECRET, SecretDecoder.CHAIN),
            new ResourceKey(ResourceType.SECRET, SecretDecoder.ROOTS)),
        config.claims(),
        new DeltaCodec(Node.of(instanceUid), NodeSaid.FIRST, SessionCodec.SCHEMA_VERSION),
        config.timing().firstFetch(),
        ConfigState.Silence.BUSY,
        0,
        config.onDemand());
  }

  @Override
  public String instanceUid() {
    return instanceUid;
  }

  /** Connects, and puts the identity in force that the state directory holds. */
  @Override
  public void start() {
    loop.execute(() -> {
      feed.start();
      identity.identity().ifPresent(feed::identity);
      feed.advance();
      links.connect();
    });
  }

  @Override
  public void want(String listenerName) {
    onLoop(() -> feed.want(listenerName));
  }

  /** The application passes its checks. */
  public void healthy() {
    onLoop(() -> say(report.healthy()));
  }

  /** The application fails its checks. */
  public void unhealthy(String cause) {
    onLoop(() -> say(report.unhealthy(cause)));
  }

  /** The instance was asked to stop; said again after each reconnect. */
  public void stopping() {
    onLoop(() -> say(report.stopping()));
  }

  /** No mesh connection and no request is left here. */
  public void quiet() {
    onLoop(() -> {
      sayStats();
      say(report.quiet());
    });
  }

  /** Where the numbers come from that are reported; called on the client's event loop. */
  public void stats(Supplier<SidecarStats> supplier) {
    onLoop(() -> stats = supplier);
  }

  @Override
  public void close() {
    onLoop(() -> {
      feed.close();
      links.close();
      down();
    });
  }

  private void sayStats() {
    say(SessionCodec.stats(stats.get(), clock.instant()));
  }

  private void say(byte[] message) {
    session.ifPresent(link -> link.say(message));
  }

  private void up(ControlPlaneLink link, Welcome welcome) {
    session = Optional.of(link);
    renewing = session.filter(this::mayOnlyRenew);
    identity.welcome(welcome);
    listener.onConnected();
    listener.onSession();
    listener.onWelcome(welcome);
    requests.restart();
    report.again().forEach(this::say);
    warming.again();
    openAds(link);
    statsTimer =
        loop.scheduleAtFixedRate(
            this::sayStats,
            config.timing().stats().toNanos(),
            config.timing().stats().toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private void openAds(ControlPlaneLink link) {
    GrpcCall call = link.openAds(feed::onMessage);
    feed.connected(call::send);
  }

  /** With an expired certificate the stream gets nothing but the next one. */
  private boolean mayOnlyRenew(ControlPlaneLink link) {
    return link.credential() instanceof Credential.Certificate(var svid, _)
        && clock.instant().isAfter(svid.leaf().getNotAfter().toInstant());
  }

  private void renewed(ControlPlaneLink link) {
    if (renewing.filter(it -> it == link).isPresent()) {
      links.reconnect("the expired certificate was renewed");
    }
  }

  private void down() {
    session = Optional.empty();
    renewing = Optional.empty();
    requests.stop();
    feed.disconnected();
    if (statsTimer != null) {
      statsTimer.cancel(false);
    }
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  private final class LinkEvents implements LinkKeeper.Listener {
    @Override
    public void onUp(ControlPlaneLink link, Welcome welcome) {
      up(link, welcome);
    }

    @Override
    public void onMessage(FromControlPlane message) {
      switch (message) {
        case FromControlPlane.Released(var laggards) -> listener.onReleased(laggards);
        case FromControlPlane.Renew() -> {
          identity.renew();
          requests.restart();
        }
        case FromControlPlane.CsrRefused(var reason, var retryAfter) -> {
          identity.refused(retryAfter);
          requests.restart();
          listener.onCredentialFailure(
              CredentialFailure.SIGNING_REFUSED, "signing request refused: " + reason);
        }
        case FromControlPlane.Welcomed _, FromControlPlane.Unknown _ -> {}
      }
    }

    @Override
    public void onDown(String cause) {
      down();
      listener.onDisconnected(cause);
    }

    @Override
    public void onCredentialFailure(CredentialFailure failure, String message) {
      listener.onCredentialFailure(failure, message);
    }
  }

  private final class News implements ConfigFeed.Hooks {
    @Override
    public void onSecrets() {
      Optional<X509Svid> before = identity.svid();
      secret(SecretDecoder.ROOTS, Resource.Roots.class)
          .flatMap(roots -> identity.onRoots(roots.certificates()))
          .ifPresent(this::report);
      secret(SecretDecoder.CHAIN, Resource.Chain.class)
          .flatMap(chain -> identity.onChain(chain.certificates()))
          .ifPresent(this::report);
      identity.identity().ifPresent(feed::identity);
      requests.restart();
      if (!identity.svid().equals(before)) {
        renewing.ifPresent(link -> loop.execute(() -> renewed(link)));
      }
    }

    private <T extends Resource> Optional<T> secret(String name, Class<T> type) {
      return feed.accepted(new ResourceKey(ResourceType.SECRET, name))
          .filter(type::isInstance)
          .map(type::cast);
    }

    private void report(String problem) {
      listener.onRejected(List.of(problem));
    }

    @Override
    public void onApplied(ProxySnapshot snapshot) {
      warming.onApplied(snapshot);
    }
  }
}
