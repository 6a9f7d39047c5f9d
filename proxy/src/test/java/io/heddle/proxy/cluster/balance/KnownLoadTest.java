package io.heddle.proxy.cluster.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heddle.proxy.http.LoadStamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is known of an endpoint while it answers, and while it does not. */
final class KnownLoadTest {
  private final KnownLoad load = new KnownLoad();

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  private void answer(long atMillis, int serviceMillis) {
    load.answered(millis(atMillis));
    load.stamped(new LoadStamp(0, serviceMillis, false), millis(atMillis));
    load.ended();
  }

  @Test
  void whoIsAskedNothingIsNotSilent() {
    assertThat(load.isSilent(millis(60_000))).isFalse();
  }

  @Test
  void isSilentWhenTheOldestRequestHasWaitedLong() {
    load.begun(millis(0));
    load.begun(millis(90));

    assertThat(load.isSilent(millis(100))).isFalse();
    assertThat(load.isSilent(millis(101))).isTrue();
  }

  @Test
  void whoIsSlowMayTakeLonger() {
    load.begun(millis(0));
    answer(50, 200);
    load.begun(millis(1_000));

    assertThat(load.isSilent(millis(1_800))).isFalse();
    assertThat(load.isSilent(millis(1_801))).isTrue();
  }

  @Test
  void anAnswerToAnyRequestBreaksTheSilence() {
    load.begun(millis(0));
    load.begun(millis(0));
    answer(500, 1);

    assertThat(load.isSilent(millis(600))).isFalse();
    assertThat(load.isSilent(millis(601))).isTrue();
  }

  @Test
  void aResponseThatTakesLongIsNoSilence() {
    load.begun(millis(0));
    load.answered(millis(1));

    assertThat(load.isSilent(millis(60_000))).isFalse();
    assertThat(load.inFlight(millis(60_000))).isEqualTo(1);
  }

  @Test
  void afterRequestsWereGivenUpOneIsTriedAndNoMore() {
    load.begun(millis(0));
    load.abandoned();
    assertThat(load.isSilent(millis(1_000))).isFalse();

    load.begun(millis(1_000));

    assertThat(load.isSilent(millis(1_001))).isTrue();
  }

  @Test
  void whatItSaidOfItsLoadFades() {
    load.begun(millis(0));
    load.answered(millis(0));
    load.ended();
    load.stamped(new LoadStamp(8, 5, false), millis(0));

    assertThat(load.inFlight(millis(1_500))).isCloseTo(4, within(0.001));
    assertThat(load.serviceMillis(millis(10_000))).isEqualTo(5);
    assertThat(load.serviceMillis(millis(10_001))).isEqualTo(Candidates.UNKNOWN);
  }
}
