package io.heddle.perf.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.perf.streams.Sighting.Looks;
import io.heddle.proxy.config.Endpoint.Health;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  private static final Sighting GONE =
      new Sighting(Snapshots.SERVICE, Fleet.HOST, Snapshots.PORT, Looks.ABSENT);

  private final Arrivals arrivals = new Arrivals(GONE, 3);

  @Test
  void eachStreamCountsFromTheCauseInOrder() {
    arrivals.look(2, Snapshots.without(), 11_000_000);
    arrivals.look(0, Snapshots.without(), 4_500_000);

    assertThat(arrivals.millisSince(1_000_000)).containsExactly(3.5, 10);
    assertThat(arrivals.streams()).isEqualTo(3);
  }

  @Test
  void onlyTheFirstTimeCounts() {
    arrivals.look(0, Snapshots.without(), 2_000_000);
    arrivals.look(0, Snapshots.with(Health.HEALTHY), 3_000_000);
    arrivals.look(0, Snapshots.without(), 4_000_000);

    assertThat(arrivals.millisSince(0)).containsExactly(2);
  }

  @Test
  void whatDoesNotShowTheChangeIsNoArrival() {
    arrivals.look(0, Snapshots.with(Health.UNHEALTHY), 2_000_000);

    assertThat(arrivals.millisSince(0)).isEmpty();
  }

  @Test
  void whoLookedLikeItBeforeIsCountedApart() {
    arrivals.look(0, Snapshots.without(), 999_999);
    arrivals.look(1, Snapshots.without(), 1_000_000);

    assertThat(arrivals.millisSince(1_000_000)).containsExactly(0);
    assertThat(arrivals.indistinct(1_000_000)).isOne();
  }

  @Test
  void itIsEverywhereWhenTheLastHasSeenIt() throws InterruptedException {
    arrivals.look(0, Snapshots.without(), 1);
    arrivals.look(1, Snapshots.without(), 1);
    assertThat(arrivals.isEverywhere()).isFalse();
    assertThat(arrivals.await(Duration.ZERO)).isFalse();

    arrivals.look(2, Snapshots.without(), 1);

    assertThat(arrivals.isEverywhere()).isTrue();
    assertThat(arrivals.await(Duration.ZERO)).isTrue();
  }
}
