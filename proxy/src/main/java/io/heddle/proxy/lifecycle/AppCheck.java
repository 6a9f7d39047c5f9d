package io.heddle.proxy.lifecycle;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Checks the application again and again: often until it passes, less often then. */
final class AppCheck {
  private final ScheduledExecutorService loop;
  private final CheckConfig config;
  private final Probe probe;
  private final AppHealth health;
  private @Nullable ScheduledFuture<?> later;
  private boolean stopped;

  AppCheck(
      ScheduledExecutorService loop,
      CheckConfig config,
      Probe probe,
      ApplicationListener listener) {
    this.loop = loop;
    this.config = config;
    this.probe = probe;
    this.health = new AppHealth(config.failures(), listener);
  }

  void start() {
    probe.check(this::onOutcome);
  }

  /** Traffic says that the application is away: asks it now, or a retry after the last answer. */
  void soon() {
    ScheduledFuture<?> planned = later;
    long earlier = config.interval().minus(config.retry()).toNanos();
    if (planned == null || earlier <= 0) {
      return;
    }
    long wait = Math.max(0, planned.getDelay(TimeUnit.NANOSECONDS) - earlier);
    planned.cancel(false);
    later = null;
    var _ = loop.schedule(this::again, wait, TimeUnit.NANOSECONDS);
  }

  /** The application's process has ended. */
  void gone(String cause) {
    stopped = true;
    health.gone(cause);
  }

  void stop() {
    stopped = true;
  }

  private void onOutcome(ProbeOutcome outcome) {
    if (stopped) {
      return;
    }
    health.onOutcome(outcome);
    Duration pause = health.isHealthy() ? config.interval() : config.retry();
    ScheduledFuture<?> next = loop.schedule(this::again, pause.toNanos(), TimeUnit.NANOSECONDS);
    // An application that is slow to answer is busy: it is given the time between its checks.
    later = outcome instanceof ProbeOutcome.Passed ? next : null;
  }

  private void again() {
    later = null;
    if (!stopped) {
      probe.check(this::onOutcome);
    }
  }
}
