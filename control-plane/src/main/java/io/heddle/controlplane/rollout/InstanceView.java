package io.heddle.controlplane.rollout;

import io.heddle.controlplane.identity.Registration;
import io.heddle.controlplane.identity.WorkloadSession.Claims;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServiceName;
import java.time.Instant;
import java.util.List;

/**
 * An instance as it is now, for those who ask.
 *
 * @param cause why it is not further; empty when nothing holds it
 * @param laggards proxies that were not waited for in its last change
 */
public record InstanceView(
    Registration registration,
    Claims claims,
    InstanceState state,
    Instant since,
    Connection connection,
    AppHealth health,
    String cause,
    List<String> laggards) {
  public InstanceView {
    laggards = List.copyOf(laggards);
  }

  public String uid() {
    return registration.uid();
  }

  /** The service that it joined as. */
  public ServiceName service() {
    return new ServiceName(registration.namespace(), registration.service());
  }

  /** Whether its session is open. */
  public enum Connection {
    CONNECTED,
    LOST
  }

  /** Whether its application passed its checks, as last reported. */
  public enum AppHealth {
    HEALTHY,
    UNHEALTHY
  }
}
