package io.heddle.proxy;

import io.heddle.proxy.lifecycle.Session;
import io.heddle.proxy.telemetry.SidecarGauges;
import io.heddle.proxy.xds.ControlPlaneClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the lifecycle has to say, said to the control plane and to the log. */
final class ClientSession implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);

  private final ControlPlaneClient client;
  private final SidecarGauges gauges;

  ClientSession(ControlPlaneClient client, SidecarGauges gauges) {
    this.client = client;
    this.gauges = gauges;
  }

  @Override
  public void healthy() {
    LOG.info("application passes its check");
    gauges.applicationHealthy();
    client.healthy();
  }

  @Override
  public void unhealthy(String cause) {
    LOG.info("application does not pass its check: {}", cause);
    gauges.applicationUnhealthy();
    client.unhealthy(cause);
  }

  @Override
  public void stopping() {
    LOG.info("stopping");
    client.stopping();
  }

  @Override
  public void quiet() {
    LOG.info("drained");
    client.quiet();
  }
}
