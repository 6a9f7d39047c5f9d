package io.heddle.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.rollout.FakeMesh.FakeProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PropagationTest {
  private final HandClock clock = new HandClock();
  private final FakeMesh mesh = new FakeMesh();
  private final List<String> samples = new ArrayList<>();
  private final Propagation propagation =
      new Propagation(
          mesh, clock::nanos, (nanos, slowest) -> samples.add(nanos / 1_000_000 + " " + slowest));
  private final FakeProxy first = mesh.proxy("web-1", "catalog");
  private final FakeProxy second = mesh.proxy("web-2", "catalog");

  @Test
  void aChangeTakesFromItsEventToTheLastAcknowledgement() {
    follow(5);
    clock.pass(Duration.ofMillis(20));
    acknowledge(second);
    assertThat(samples).isEmpty();
    clock.pass(Duration.ofMillis(30));
    acknowledge(first);

    assertThat(samples).containsExactly("50 web-1");
  }

  @Test
  void acknowledgementsOfOthersThanTheOneAwaitedCostNoLookAtAll() {
    for (int i = 3; i <= 1_000; i++) {
      mesh.proxy("web-" + i, "catalog");
    }
    follow(5);
    int before = mesh.looks;

    mesh.proxies.values().forEach(this::acknowledge);

    assertThat(samples).containsExactly("0 web-1000");
    assertThat(mesh.looks - before).isLessThan(5);
  }

  @Test
  void aProxyThatIsGoneIsNotWaitedFor() {
    follow(5);
    acknowledge(first);
    mesh.proxies.remove("web-2");
    propagation.progress();

    assertThat(samples).containsExactly("0 web-2");
  }

  @Test
  void aChangeThatNobodyHoldsIsNoSample() {
    mesh.proxies.clear();
    follow(5);
    propagation.progress();

    assertThat(samples).isEmpty();
  }

  @Test
  void aChangeThatAProxyNeverAppliesIsNoSample() {
    follow(5);
    acknowledge(first);
    clock.pass(Duration.ofSeconds(61));
    propagation.progress();

    acknowledge(second);

    assertThat(samples).isEmpty();
  }

  @Test
  void thePercentilesAreOfTheSamples() {
    PropagationTimes times = new PropagationTimes();
    assertThat(times.summary()).isEqualTo(new PropagationSummary(0, 0, 0, 0, ""));

    for (int i = 100; i >= 1; i--) {
      times.add(i * 1_000_000L, "web-" + i);
    }

    assertThat(times.summary()).isEqualTo(new PropagationSummary(50, 99, 100, 100, "web-100"));
  }

  @Test
  void onlyTheLastTenThousandSamplesMakeThePercentiles() {
    PropagationTimes times = new PropagationTimes();
    times.add(9_000_000_000L, "web-1");
    for (int i = 0; i < 10_000; i++) {
      times.add(1_000_000L, "web-2");
    }

    assertThat(times.summary()).isEqualTo(new PropagationSummary(1, 1, 9_000, 10_001, "web-1"));
  }

  private void follow(long generation) {
    propagation.follow(
        new Milestone(generation, FakeMesh.keys("catalog")), clock.nanos(), (nanos, slowest) -> {});
  }

  private void acknowledge(FakeProxy proxy) {
    proxy.applied = 5;
    propagation.progress();
  }
}
