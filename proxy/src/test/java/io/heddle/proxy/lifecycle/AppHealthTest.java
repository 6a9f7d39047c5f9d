package io.heddle.proxy.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppHealthTest {
  private static final ProbeOutcome PASSED = new ProbeOutcome.Passed();
  private static final ProbeOutcome FAILED = new ProbeOutcome.Failed("500");
  private static final ProbeOutcome REFUSED = new ProbeOutcome.Refused("nobody listens");

  private final List<String> heard = new ArrayList<>();
  private final AppHealth health = new AppHealth(3, new RecordedApplication(heard));

  @Test
  void oneCheckThatPassesMakesItHealthy() {
    outcomes(REFUSED, FAILED, PASSED);

    assertThat(heard).containsExactly("unhealthy: nobody listens", "healthy");
  }

  @Test
  void twoFailuresInARowAreBorneTheThirdIsNot() {
    outcomes(PASSED, FAILED, FAILED);
    assertThat(heard).containsExactly("healthy");

    outcomes(FAILED);
    assertThat(heard).containsExactly("healthy", "unhealthy: 500");
  }

  @Test
  void aCheckThatPassesInBetweenStartsTheCountAnew() {
    outcomes(PASSED, FAILED, FAILED, PASSED, FAILED, FAILED);

    assertThat(heard).containsExactly("healthy");
    assertThat(health.isHealthy()).isTrue();
  }

  @Test
  void aRefusedConnectionMakesItUnhealthyAtOnce() {
    outcomes(PASSED, REFUSED);

    assertThat(heard).containsExactly("healthy", "unhealthy: nobody listens");
  }

  @Test
  void eachChangeIsToldOnce() {
    outcomes(PASSED, PASSED, REFUSED, REFUSED, FAILED, PASSED);

    assertThat(heard).containsExactly("healthy", "unhealthy: nobody listens", "healthy");
  }

  private void outcomes(ProbeOutcome... outcomes) {
    List.of(outcomes).forEach(health::onOutcome);
  }
}
