package io.heddle.proxy.cluster;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.Transport;
import java.time.Duration;

/** Opens connections on one event loop. */
public interface Connector {
  /** Starts an attempt; the listener is told later, never before this returns. */
  ConnectAttempt connect(
      Endpoint endpoint, Transport transport, Duration timeout, ConnectListener listener);
}
