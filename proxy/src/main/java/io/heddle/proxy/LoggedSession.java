package io.heddle.proxy;

import io.heddle.proxy.lifecycle.Session;
import io.heddle.proxy.telemetry.SidecarGauges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the lifecycle has to say, said to the log and to whoever else listens. */
record LoggedSession(SidecarGauges gauges, Session next) implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);

  @Override
  public void healthy() {
    LOG.info("application passes its check");
    gauges.applicationHealthy();
    next.healthy();
  }

  @Override
  public void unhealthy(String cause) {
    LOG.info("application does not pass its check: {}", cause);
    gauges.applicationUnhealthy();
    next.unhealthy(cause);
  }

  @Override
  public void stopping() {
    LOG.info("stopping");
    next.stopping();
  }

  @Override
  public void quiet() {
    LOG.info("drained");
    next.quiet();
  }
}
