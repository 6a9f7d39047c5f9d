package io.heddle.proxy;

import io.heddle.proxy.ProxyConfig.Membership;
import io.heddle.proxy.admin.AdminServer;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.http.Protections;
import io.heddle.proxy.lifecycle.InstanceLifecycle;
import io.heddle.proxy.lifecycle.LifecycleConfig;
import io.heddle.proxy.lifecycle.LifecycleListener;
import io.heddle.proxy.lifecycle.Session;
import io.heddle.proxy.lifecycle.StopMode;
import io.heddle.proxy.lifecycle.WarmUp;
import io.heddle.proxy.listener.DataPath;
import io.heddle.proxy.listener.DataPathConfig;
import io.heddle.proxy.listener.OutboundUse;
import io.heddle.proxy.memory.MemorySettings;
import io.heddle.proxy.telemetry.Telemetry;
import io.heddle.proxy.xds.Claims;
import io.heddle.proxy.xds.ClientEnvironment;
import io.heddle.proxy.xds.ConfigClient;
import io.heddle.proxy.xds.ControlPlaneClient;
import io.heddle.proxy.xds.ControlPlaneConfig;
import io.heddle.proxy.xds.ControlPlaneListener;
import io.heddle.proxy.xds.CredentialFailure;
import io.heddle.proxy.xds.JoinToken;
import io.heddle.proxy.xds.OnDemandLimits;
import io.heddle.proxy.xds.SnapshotConsumer;
import io.heddle.proxy.xds.Welcome;
import io.heddle.proxy.xds.XdsServerClient;
import io.heddle.proxy.xds.XdsServerConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sidecar: what flows from the control plane to the data path, and what the data path tells.
 *
 * <pre>
 * control plane ─>    ConfigClient    ─> LocalNames ─> DataPath ─> Telemetry ─> stats, metrics, log
 *                      ^    ^                           |   ^
 *                      └────┼──────── LocalDemand <─────┘   |
 *                           └────── InstanceLifecycle ──────┘
 *                                     ^           ^
 *                                application    Master
 * </pre>
 */
public final class Proxy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
  private static final Duration SERIES_SWEEP = Duration.ofMinutes(1);

  /** The application is started then even if no control plane answers. */
  private static final Duration LONGEST_START = Duration.ofSeconds(5);

  private final ProxyConfig config;
  private final ControlLoop control = new ControlLoop();
  private final Telemetry telemetry;
  private final DataPath dataPath;
  private final Ports ports;
  private final LocalNames names;
  private final LocalDemand demand;
  private final ConfigClient client;
  private final InstanceLifecycle lifecycle;
  private final Departure departure;
  private final ReadyLine readyLine;
  private final AdminServer admin;
  private final AdminServer health;

  /** Opens all ports and begins to look for the control plane. */
  static Proxy start(ProxyConfig config, Master master, PrintStream out) {
    try {
      Proxy proxy = new Proxy(config, master, out);
      proxy.begin();
      return proxy;
    } catch (IOException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private Proxy(ProxyConfig config, Master master, PrintStream out) throws IOException {
    this.config = config;
    this.telemetry =
        new Telemetry(config.telemetry(), InstantSource.system(), System::nanoTime, out);
    this.dataPath = new DataPath(dataPathConfig());
    telemetry.gauges().memory(dataPath.memory());
    PortMemory memory = new PortMemory(config.mesh().state());
    this.names = new LocalNames(dataPath, config.ports().outbound());
    this.demand = new LocalDemand(names);
    // Connections may come from here on, and ask for their listeners.
    this.ports = Ports.open(config.ports(), memory, dataPath);
    this.client = client();
    names.inboundOf(client.instanceUid());
    DataPathGate gate = new DataPathGate(dataPath);
    this.lifecycle =
        InstanceLifecycle.create(
            control.transport(),
            lifecycleConfig(),
            new InstanceLifecycle.Parts(session(), gate, gate),
            new Turns(),
            System::nanoTime);
    this.departure = new Departure(control.loop(), this::inFlight, master, config.grace());
    OperatorPages pages = new OperatorPages(client, lifecycle, dataPath, names, telemetry);
    this.admin = ports.openAdmin("admin", config.ports().admin(), control, pages.admin());
    this.health = ports.openAdmin("health", config.ports().health(), control, pages.health());
    this.readyLine = new ReadyLine(out, ports.describe(), admin.address(), health.address());
    memory.save();
  }

  private DataPathConfig dataPathConfig() {
    SplittableRandom seeds = new SplittableRandom();
    return new DataPathConfig(
        LocalNames.INBOUND,
        config.loops(),
        MemorySettings.ofThisJvm(),
        new Protections(!config.without().contains(Mechanism.UNPROCESSED)),
        config.downstream(),
        config.upstream(),
        new DataPathConfig.Observers(
            telemetry.exchanges(),
            telemetry.connections(),
            this::applicationRefused,
            telemetry.mirrors()),
        this::wanted,
        DataPathConfig.Time.SYSTEM,
        seeds::split);
  }

  private void applicationRefused() {
    onLoop(() -> lifecycle.onApplicationRefused());
  }

  /** A connection is held for want of its listener. */
  private void wanted(String localName, OutboundUse use) {
    onLoop(() -> {
      demand.asked(localName, use).ifPresent(client::want);
      dataPath.lookAgain();
    });
  }

  private ConfigClient client() {
    var environment =
        new ClientEnvironment(
            control.transport(), InstantSource.system(), System::nanoTime, new SecureRandom());
    var consumer = new SnapshotConsumer(this::apply, dataPath::connectAhead, demand);
    try {
      return switch (config.mesh().membership()) {
        case Membership.Session session ->
            new ControlPlaneClient(
                controlPlaneConfig(session), environment, consumer, new FromControlPlane());
        case Membership.Certificates certificates ->
            new XdsServerClient(
                xdsServerConfig(certificates), environment, consumer, new FromControlPlane());
      };
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), e);
    }
  }

  private ControlPlaneConfig controlPlaneConfig(Membership.Session session) {
    return new ControlPlaneConfig(
        config.mesh().controlPlane().unresolved(),
        session.joinToken().map(JoinToken::parse),
        config.mesh().state(),
        claims(session.advertise()),
        timing(),
        OnDemandLimits.DEFAULT);
  }

  private XdsServerConfig xdsServerConfig(Membership.Certificates certificates) {
    return new XdsServerConfig(
        config.mesh().controlPlane().unresolved(),
        certificates.security(),
        certificates.directory(),
        certificates.node(),
        claims(""),
        timing(),
        OnDemandLimits.DEFAULT);
  }

  private Claims claims(String advertise) {
    return new Claims(ports.claims(), config.mesh().zone(), advertise, config.grace());
  }

  private ControlPlaneConfig.Timing timing() {
    ControlPlaneConfig.Timing standard = ControlPlaneConfig.Timing.DEFAULT;
    return new ControlPlaneConfig.Timing(
        standard.firstFetch(),
        standard.welcome(),
        standard.reconnectMin(),
        standard.reconnectMax(),
        config.mesh().statsInterval());
  }

  private Session session() {
    Session told =
        switch (client) {
          case ControlPlaneClient controlPlane -> new ClientSession(controlPlane);
          case XdsServerClient _ -> Session.NOBODY;
        };
    return new LoggedSession(telemetry.gauges(), told);
  }

  private LifecycleConfig lifecycleConfig() {
    return new LifecycleConfig(
        config.check(),
        config.drain(),
        config.without().contains(Mechanism.BARRIER) ? StopMode.AT_ONCE : StopMode.WAIT_FOR_CLIENTS,
        config.ports().inbound().stream().map(InboundSpec::applicationPort).toList());
  }

  private void begin() {
    if (client instanceof ControlPlaneClient controlPlane) {
      controlPlane.stats(telemetry::stats);
    }
    long sweep = SERIES_SWEEP.toNanos();
    long longest = LONGEST_START.toNanos();
    var _ =
        control
            .loop()
            .scheduleAtFixedRate(telemetry::dropIdleSeries, sweep, sweep, TimeUnit.NANOSECONDS);
    var _ = control.loop().schedule(departure::started, longest, TimeUnit.NANOSECONDS);
    client.start();
    onLoop(lifecycle::start);
  }

  /** A snapshot on its way to the data path. */
  private CompletionStage<Void> apply(ProxySnapshot snapshot) {
    snapshot.identity().ifPresent(identity -> telemetry.gauges().certificate(identity.svid()));
    return names.apply(snapshot);
  }

  private int inFlight() {
    return dataPath.activity().inFlight() + telemetry.exchangesInFlight();
  }

  /** Lets go of clients, then ends. */
  void stop() {
    onLoop(lifecycle::stop);
  }

  void hasten() {
    onLoop(() -> {
      lifecycle.hasten();
      departure.hasten();
    });
  }

  /** As a person does who presses Ctrl-C once, and again. */
  void stopOrHasten() {
    onLoop(() -> {
      if (lifecycle.isStopping()) {
        hasten();
      } else {
        stop();
      }
    });
  }

  /** Nobody needs this sidecar any more. */
  void applicationExited(String how) {
    onLoop(() -> {
      departure.applicationExited();
      lifecycle.onApplicationGone(how);
    });
  }

  /** Gives the exit code once everything has ended. */
  int awaitExit() throws InterruptedException {
    return departure.await();
  }

  private void onLoop(Runnable task) {
    control.loop().execute(task);
  }

  @Override
  public void close() {
    client.close();
    admin.close();
    health.close();
    dataPath.close();
    control.close();
    telemetry.close();
  }

  private final class FromControlPlane implements ControlPlaneListener {
    @Override
    public void onConnected() {
      LOG.info("connected to the control plane");
      telemetry.gauges().connected();
    }

    @Override
    public void onSession() {
      lifecycle.onConnected();
    }

    @Override
    public void onDisconnected(String cause) {
      LOG.warn("control plane away: {}", cause);
      telemetry.gauges().disconnected();
      lifecycle.onDisconnected();
    }

    @Override
    public void onWelcome(Welcome welcome) {
      telemetry.workload(welcome.id().toString(), welcome.namespace(), welcome.service());
      names.resolve(welcome.namespace());
      demand.askedBefore().forEach(client::want);
      dataPath.lookAgain();
    }

    @Override
    public void onMissing(String outboundListener) {
      names
          .localNamesOf(outboundListener)
          .forEach(local ->
              LOG.warn(
                  "outbound {}: there is no {} (expected: a Service with that port); answered 503",
                  local,
                  outboundListener));
    }

    @Override
    public void onFirstConfig() {
      departure.started();
      lifecycle.onConfigured();
      names
          .latest()
          .identity()
          .ifPresentOrElse(
              identity -> WarmUp.start(identity, () -> onLoop(lifecycle::onWarmedUp)),
              lifecycle::onWarmedUp);
    }

    @Override
    public void onReleased(List<String> laggards) {
      LOG.info("released{}", laggards.isEmpty() ? "" : ", not waited for: " + laggards);
      lifecycle.onReleased(laggards);
    }

    @Override
    public void onRejected(List<String> reasons) {
      telemetry.gauges().rejected(reasons.size());
      reasons.forEach(reason -> LOG.warn("not taken over: {}", reason));
    }

    @Override
    public void onCredentialFailure(CredentialFailure failure, String message) {
      telemetry.gauges().credentialFailed(failure.name().toLowerCase(Locale.ROOT));
      LOG.error("{}", message);
    }

    @Override
    public void onFilesUnusable(String message) {
      LOG.error("{}", message);
    }
  }

  private final class Turns implements LifecycleListener {
    @Override
    public void onReady() {
      readyLine.print();
    }

    @Override
    public void onDrained() {
      departure.drained();
    }
  }
}
