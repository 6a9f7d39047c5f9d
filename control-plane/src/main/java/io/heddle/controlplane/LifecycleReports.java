package io.heddle.controlplane;

import io.heddle.controlplane.admin.ControlPlaneMetrics;
import io.heddle.controlplane.rollout.InstanceView;
import io.heddle.controlplane.rollout.RolloutObserver;
import io.heddle.controlplane.rollout.Transition;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs the lives of instances. */
final class LifecycleReports implements RolloutObserver {
  private static final Logger log = LoggerFactory.getLogger(LifecycleReports.class);

  private final ControlPlaneMetrics metrics;

  LifecycleReports(ControlPlaneMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void changed(Transition transition) {
    log.info(
        "{} {}: {} -> {} {}",
        transition.service(),
        transition.uid(),
        transition.from(),
        transition.to(),
        transition.instance().cause());
  }

  @Override
  public void lagging(InstanceView instance, List<String> laggards) {
    metrics.lagging(laggards.size());
    log.warn("{} {}: not waited for {}", instance.service(), instance.uid(), laggards);
  }

  @Override
  public void held(InstanceView instance) {
    log.warn("{} {}: {}", instance.service(), instance.uid(), instance.cause());
  }
}
