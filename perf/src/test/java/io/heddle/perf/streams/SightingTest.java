package io.heddle.perf.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.perf.streams.Sighting.Looks;
import io.heddle.proxy.config.Endpoint.Health;
import io.heddle.proxy.config.ProxySnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SightingTest {
  @ParameterizedTest
  @CsvSource({
    "PRESENT,           true,  true,  false",
    "TAKES_REQUESTS,    true,  false, false",
    "TAKES_NO_REQUESTS, false, true,  true",
    "ABSENT,            false, false, true"
  })
  void whatIsLookedForIsToldFromTheRest(
      Looks looks, boolean healthy, boolean draining, boolean gone) {
    assertThat(isIn(looks, Snapshots.with(Health.HEALTHY))).isEqualTo(healthy);
    assertThat(isIn(looks, Snapshots.with(Health.DRAINING))).isEqualTo(draining);
    assertThat(isIn(looks, Snapshots.without())).isEqualTo(gone);
  }

  @ParameterizedTest
  @EnumSource(Looks.class)
  void whoHasNotHeardOfTheServiceHasSeenNothing(Looks looks) {
    assertThat(isIn(looks, ProxySnapshot.EMPTY)).isFalse();
  }

  @Test
  void anotherPortIsAnotherEndpoint() {
    Sighting other = new Sighting(Snapshots.SERVICE, Fleet.HOST, Snapshots.PORT + 1, Looks.PRESENT);

    assertThat(other.isIn(Snapshots.with(Health.HEALTHY))).isFalse();
  }

  private static boolean isIn(Looks looks, ProxySnapshot snapshot) {
    return new Sighting(Snapshots.SERVICE, Fleet.HOST, Snapshots.PORT, looks).isIn(snapshot);
  }
}
