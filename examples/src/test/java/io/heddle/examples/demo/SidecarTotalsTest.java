package io.heddle.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class SidecarTotalsTest {
  @Test
  void readsTheTotalsOfTheControlPlane() throws Exception {
    JsonNode answer =
        new ObjectMapper()
            .readTree(
                """
                {"rollouts": [], "totals": {
                  "propagationMillis":
                    {"p50": 3.5, "p99": 20, "max": 31, "count": 42, "slowest": "web-2"},
                  "misdirected": 1, "refused": 2, "failed": 3, "redispatched": 4, "repeated": 5}}
                """);

    assertThat(SidecarTotals.parse(answer))
        .isEqualTo(
            new SidecarTotals(
                new SidecarTotals.PropagationMillis(3.5, 20, 31, 42, "web-2"), 1, 2, 3, 4, 5));
  }

  @Test
  void aCountThatIsMissingIsNotZero() throws Exception {
    JsonNode answer = new ObjectMapper().readTree("{\"totals\": {\"misdirected\": 0}}");

    assertThatThrownBy(() -> SidecarTotals.parse(answer))
        .hasMessageContaining("/v1/rollouts totals.refused");
  }
}
