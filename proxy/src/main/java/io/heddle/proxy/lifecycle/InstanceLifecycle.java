package io.heddle.proxy.lifecycle;

import io.heddle.proxy.lifecycle.Readiness.Condition;
import io.heddle.proxy.xds.NettyTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of one instance: its application is checked, it becomes ready, it is drained.
 *
 * <p>All of its methods are called on the control loop.
 */
public final class InstanceLifecycle {
  private static final Duration DRAIN_TICK = Duration.ofMillis(10);

  private final ScheduledExecutorService loop;
  private final LifecycleConfig config;
  private final Session session;
  private final LifecycleListener listener;
  private final AppCheck check;
  private final Drain drain;
  private final Readiness readiness;
  private @Nullable ScheduledFuture<?> ticks;
  private boolean healthy;
  private String cause = "not checked yet";
  private boolean healthySaid;
  private boolean wasReady;
  private boolean told;
  private List<String> laggards = List.of();

  /** What the instance acts on. */
  public record Parts(Session session, Gate gate, Traffic traffic) {}

  InstanceLifecycle(
      ScheduledExecutorService loop,
      LifecycleConfig config,
      Probe probe,
      Parts parts,
      LifecycleListener listener,
      LongSupplier nanoTicker) {
    this.loop = loop;
    this.config = config;
    this.session = parts.session();
    this.listener = listener;
    this.check = new AppCheck(loop, config.check(), probe, new Health());
    this.drain = new Drain(config.drain(), parts.traffic(), session, parts.gate(), nanoTicker);
    EnumSet<Condition> missing = EnumSet.of(Condition.CONFIGURATION, Condition.WARM_UP);
    if (config.servesMesh()) {
      missing.add(Condition.APPLICATION);
    }
    this.readiness = new Readiness(missing);
  }

  /** Checks the application over {@code transport}, whose loop is the control loop. */
  public static InstanceLifecycle create(
      NettyTransport transport,
      LifecycleConfig config,
      Parts parts,
      LifecycleListener listener,
      LongSupplier nanoTicker) {
    Probe probe = probe(transport, config);
    return new InstanceLifecycle(transport.loop(), config, probe, parts, listener, nanoTicker);
  }

  private static Probe probe(NettyTransport transport, LifecycleConfig config) {
    List<InetSocketAddress> addresses =
        config.applicationPorts().stream()
            .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .toList();
    CheckConfig check = config.check();
    return switch (check.target()) {
      case CheckTarget.Http(var path) when !addresses.isEmpty() ->
          new HttpProbe(transport, addresses.getFirst(), path, check.timeout());
      case CheckTarget.Http _, CheckTarget.Tcp _ ->
          new AllProbes(
              addresses.stream()
                  .<Probe>map(address -> new TcpProbe(transport, address, check.timeout()))
                  .toList());
    };
  }

  public void start() {
    if (config.servesMesh()) {
      session.unhealthy(cause);
      check.start();
    } else {
      new Health().onHealthy();
    }
  }

  /** Identity and first configuration are in force. */
  public void onConfigured() {
    met(Condition.CONFIGURATION);
  }

  public void onWarmedUp() {
    met(Condition.WARM_UP);
  }

  public void onConnected() {
    drain.onConnected();
  }

  public void onDisconnected() {
    drain.onDisconnected();
  }

  public void onReleased(List<String> notWaitedFor) {
    laggards = List.copyOf(notWaitedFor);
    drain.onReleased(Set.copyOf(notWaitedFor));
  }

  /** A request found nobody at the application's port. */
  public void onApplicationRefused() {
    check.soon();
  }

  /** The application's process has ended. */
  public void onApplicationGone(String how) {
    check.gone(how);
    drain.onApplicationGone();
    stop();
  }

  /** The instance is asked to stop; asked again, it hurries. */
  public void stop() {
    readiness.lost(Condition.STAYING);
    if (!config.servesMesh() || config.stop() == StopMode.AT_ONCE) {
      drain.startWithoutBarrier();
    } else {
      drain.start();
    }
    tickUntilReleased();
  }

  public void hasten() {
    drain.hasten();
    tickUntilReleased();
  }

  public boolean isStopping() {
    return drain.isStarted();
  }

  public LifecycleStatus status() {
    return new LifecycleStatus(
        state(),
        healthy,
        cause,
        readiness.isReady(),
        readiness.waitingFor(),
        drain.isReleased(),
        laggards);
  }

  private String state() {
    if (drain.isStarted()) {
      return drain.phase().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return healthy ? "serving" : "pending";
  }

  private void tickUntilReleased() {
    drain.tick();
    if (drain.isReleased()) {
      released();
    } else if (ticks == null) {
      ticks =
          loop.scheduleAtFixedRate(
              this::tickUntilReleased,
              DRAIN_TICK.toNanos(),
              DRAIN_TICK.toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  private void released() {
    if (ticks != null) {
      ticks.cancel(false);
      ticks = null;
    }
    if (!told) {
      told = true;
      check.stop();
      listener.onDrained();
    }
  }

  private void met(Condition condition) {
    readiness.met(condition);
    reportHealthy();
    if (readiness.isReady() && !wasReady) {
      wasReady = true;
      listener.onReady();
    }
  }

  /** An instance that is not configured, or cold, is no better than one whose application fails. */
  private void reportHealthy() {
    if (healthy
        && !healthySaid
        && readiness.isMet(Condition.CONFIGURATION)
        && readiness.isMet(Condition.WARM_UP)) {
      healthySaid = true;
      session.healthy();
    }
  }

  private final class Health implements ApplicationListener {
    @Override
    public void onHealthy() {
      healthy = true;
      cause = "";
      drain.onApplicationServes();
      met(Condition.APPLICATION);
    }

    @Override
    public void onUnhealthy(String why) {
      healthy = false;
      healthySaid = false;
      cause = why;
      session.unhealthy(why);
      readiness.lost(Condition.APPLICATION);
    }
  }
}
