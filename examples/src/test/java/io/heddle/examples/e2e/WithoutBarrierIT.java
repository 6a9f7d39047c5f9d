package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.MeshReplica;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Protection;
import io.heddle.examples.demo.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the barrier is for: a rude application is asked to stop while the control plane is busy.
 *
 * <p>On a quiet machine clients hear of it within the 200 ms for which it goes on accepting, and
 * whether anything is lost is luck. Here they hear of it a second later.
 */
final class WithoutBarrierIT {
  private static final int RATE = 300;
  private static final Duration BOUND = Duration.ofSeconds(30);

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();

  @Test
  void requestsFailWhenAnApplicationIsStoppedAtOnce() throws Exception {
    assertThat(failed(Set.of(Protection.BARRIER))).isPositive();
  }

  @Test
  void noneFailsWhenItIsStoppedAfterItsClientsHaveLetGo() throws Exception {
    assertThat(failed(Set.of())).isZero();
  }

  private long failed(Set<Protection> without) throws Exception {
    Shop shop = endToEnd.start(new PartPlan("a", without, RATE, 2, List.of(), 0, 7));
    MeshReplica rude = shop.mesh().replicas("catalog").getFirst();
    ProcessHandle controlPlane = shop.mesh().controlPlane().process();
    try (Trial trial = Trial.start(shop, RATE)) {
      Signal.STOP.send(controlPlane);
      rude.terminate();
      trial.runFor(1);
      Signal.CONT.send(controlPlane);
      assertThat(rude.awaitExit(BOUND)).as("exited").isTrue();
      trial.runFor(1);
      Trial.Result result = trial.finish();

      assertThat(result.findings().duplicates()).isZero();
      return result.load().failed();
    }
  }
}
