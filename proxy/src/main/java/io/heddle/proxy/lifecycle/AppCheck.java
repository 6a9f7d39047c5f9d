package io.heddle.proxy.lifecycle;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Checks the application again and again: often until it passes, less often then. */
final class AppCheck {
  private final ScheduledExecutorService loop;
  private final CheckConfig config;
  private final Probe probe;
  private final AppHealth health;
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
    var _ = loop.schedule(this::again, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void again() {
    if (!stopped) {
      probe.check(this::onOutcome);
    }
  }
}
