package io.heddle.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.model.InstanceState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Checks that nobody goes unwaited for who has not let a whole bound pass before. */
final class LaggardRule implements RolloutObserver {
  private final LongSupplier ticker;
  private final Set<String> lateOnce = new HashSet<>();
  private final Map<String, Long> warmingSince = new HashMap<>();
  private final Map<String, Long> stoppingSince = new HashMap<>();

  LaggardRule(LongSupplier ticker) {
    this.ticker = ticker;
  }

  @Override
  public void changed(Transition transition) {
    if (transition.to() == InstanceState.WARMING) {
      warmingSince.put(transition.uid(), ticker.getAsLong());
    }
  }

  @Override
  public void stopping(InstanceView instance) {
    stoppingSince.put(instance.uid(), ticker.getAsLong());
  }

  @Override
  public void lagging(InstanceView instance, List<String> laggards) {
    boolean bound =
        instance.state() == InstanceState.SERVING
            ? isOver(warmingSince, instance, 10_000)
            : isOver(stoppingSince, instance, 20_000);
    if (bound) {
      lateOnce.addAll(laggards);
    } else {
      assertThat(lateOnce).as("%s did not wait", instance.uid()).containsAll(laggards);
    }
  }

  private boolean isOver(Map<String, Long> since, InstanceView instance, long millis) {
    long start = since.getOrDefault(instance.uid(), Long.MAX_VALUE);
    return ticker.getAsLong() - start >= millis * 1_000_000;
  }
}
