package io.heddle.controlplane;

import io.heddle.controlplane.rollout.InstanceView;
import io.heddle.controlplane.rollout.RolloutObserver;
import io.heddle.v1.Stats;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How far the sidecars' clocks are ahead of ours, less the time that their word was under way.
 * Confined to the mesh thread.
 */
final class SidecarClocks implements RolloutObserver {
  private final InstantSource clock;
  private final Map<String, Long> aheadMillis = new HashMap<>();

  SidecarClocks(InstantSource clock) {
    this.clock = clock;
  }

  /** Empty until the sidecar has said what its clock shows. */
  OptionalLong aheadMillis(String uid) {
    Long ahead = aheadMillis.get(uid);
    return ahead == null ? OptionalLong.empty() : OptionalLong.of(ahead);
  }

  @Override
  public void reported(InstanceView instance, Stats stats) {
    if (stats.getSentUnixMillis() > 0) {
      aheadMillis.put(instance.uid(), stats.getSentUnixMillis() - clock.millis());
    }
  }

  @Override
  public void lost(InstanceView instance) {
    aheadMillis.remove(instance.uid());
  }

  @Override
  public void forgotten(InstanceView instance) {
    aheadMillis.remove(instance.uid());
  }
}
