package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.PartResult;
import io.heddle.examples.demo.Protection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the unprocessed mark is for: an application dies, its sidecar stays, its port refuses. */
final class UnprocessedIT {
  /** The sidecar may happen to check its application, and leave, before a request meets a death. */
  private static final int KILLS = 3;

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();

  @Test
  void withoutTheMarkPostsFailThatWereNeverInFlightInTheDeadApplication() throws Exception {
    PartResult result = endToEnd.run(killed(Set.of(Protection.UNPROCESSED)));

    assertThat(result.postsLostAfterKill()).isPositive();
    assertThat(result.findings().duplicates()).isZero();
  }

  @Test
  void withTheMarkNoneDoes() throws Exception {
    PartResult result = endToEnd.run(killed(Set.of()));

    assertThat(result.postsLostAfterKill()).isZero();
    assertThat(result.sidecars().redispatched()).as("requests that met the dead one").isPositive();
    assertThat(result.findings().duplicates()).isZero();
    assertThat(result.sidecars().repeated()).isZero();
  }

  private static PartPlan killed(Set<Protection> without) {
    return new PartPlan("u", without, 300, 2, List.of(), KILLS, 7).withPostShare(1);
  }
}
