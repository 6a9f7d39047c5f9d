package io.heddle.perf.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlanTest {
  @Test
  void nativeCodeIsOnlyLeftToSettle() {
    assertThat(plan(9, List.of(1_000), 30).warmUp(Peer.Warming.JUST_IN_TIME)).hasSeconds(30);
    assertThat(plan(9, List.of(1_000), 30).warmUp(Peer.Warming.NATIVE)).hasSeconds(3);
    assertThat(plan(9, List.of(1_000), 2).warmUp(Peer.Warming.NATIVE)).hasSeconds(2);
  }

  @Test
  void limitsAreToldWithTheValue() {
    assertThatThrownBy(() -> plan(0, List.of(1_000), 1)).hasMessage("repeats: 0 (expected: 1-500)");
    assertThatThrownBy(() -> plan(501, List.of(1_000), 1))
        .hasMessage("repeats: 501 (expected: 1-500)");
    assertThatThrownBy(() -> plan(1, List.of(), 1))
        .hasMessage("rates: [] (expected: each 1-100000)");
    assertThatThrownBy(() -> plan(1, List.of(1_000, 100_001), 1))
        .hasMessage("rates: [1000, 100001] (expected: each 1-100000)");
    assertThatThrownBy(() -> plan(1, List.of(1_000, 1_000), 1))
        .hasMessage("rates: [1000, 1000] (expected: each once)");
    assertThatThrownBy(() -> plan(1, List.of(1_000), 0, 1))
        .hasMessage("connections: 0 (expected: 1-1024)");
    assertThatThrownBy(() -> plan(1, List.of(1_000), 1_025, 1))
        .hasMessage("connections: 1025 (expected: 1-1024)");
    assertThatThrownBy(() -> plan(1, List.of(1_000), 0))
        .hasMessage("warm-up: PT0S (expected: > 0)");
  }

  private static Plan plan(int repeats, List<Integer> rates, int warmUpSeconds) {
    return plan(repeats, rates, 16, warmUpSeconds);
  }

  private static Plan plan(int repeats, List<Integer> rates, int connections, int warmUpSeconds) {
    Duration second = Duration.ofSeconds(1);
    Duration warmUp = Duration.ofSeconds(warmUpSeconds);
    return new Plan(repeats, rates, connections, second, second, warmUp, Set.of(Make.NGINX), 1);
  }
}
