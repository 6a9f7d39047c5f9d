package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one rollout of a service did.
 *
 * @param endedAt its last change; empty while it goes on
 * @param instancesIn uids of those that came
 * @param instancesOut uids of those that went
 * @param laggards proxies that were not waited for
 * @param capacityDip by how many serving instances the service was below its start at its lowest
 */
public record RolloutReport(
    ServiceName service,
    Instant startedAt,
    Optional<Instant> endedAt,
    List<String> instancesIn,
    List<String> instancesOut,
    PropagationSummary propagation,
    Counts counts,
    List<String> laggards,
    int capacityDip) {
  public RolloutReport {
    instancesIn = List.copyOf(instancesIn);
    instancesOut = List.copyOf(instancesOut);
    laggards = List.copyOf(laggards);
  }
}
