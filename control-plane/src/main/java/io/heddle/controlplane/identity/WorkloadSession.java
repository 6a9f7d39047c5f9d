package io.heddle.controlplane.identity;

import io.heddle.controlplane.model.InboundPort;
import java.time.Duration;
import java.util.List;

/** A connected workload, as the rollout engine sees it. Used on the mesh thread only. */
public interface WorkloadSession {
  Registration registration();

  /** What the instance says of itself; address already resolved to one that clients can reach. */
  Claims claims();

  void released(List<String> laggards);

  void renew();

  /** What {@code Hello} said, after it was checked. */
  record Claims(
      List<InboundPort> inbound, String zone, int schemaVersion, String address, Duration grace) {
    public Claims {
      inbound = List.copyOf(inbound);
    }
  }
}
