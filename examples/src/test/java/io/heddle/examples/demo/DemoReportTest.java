package io.heddle.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.perf.load.LoadReport;
import io.heddle.perf.load.Outcomes;
import io.heddle.perf.load.Waits;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DemoReportTest {
  private static final SidecarTotals.PropagationMillis PROPAGATION =
      new SidecarTotals.PropagationMillis(4, 9.5, 12, 30, "web-1");

  private final PartResult lossy = part(EnumSet.allOf(Protection.class), 1000, 31, 17, 0, 0);
  private final PartResult flawless = part(EnumSet.noneOf(Protection.class), 60_000, 0, 0, 0, 0);

  @Test
  void theJsonHasTheProtectedPartAtTheTopAndTheOtherUnderWithout() throws Exception {
    JsonNode json = json(new DemoReport(lossy, Optional.of(flawless)));

    assertThat(json.toString())
        .isEqualTo(
            "{\"requests\":60000,\"failed\":0,\"misdirected\":0,\"duplicates\":0,\"rollouts\":2,"
                + "\"propagation_ms\":{\"p50\":4.0,\"p99\":9.5,\"max\":12.0},"
                + "\"latency_ms\":{\"p50\":100.031,\"p99\":100.031,\"max\":100.031},"
                + "\"without\":{\"requests\":1000,\"failed\":31,\"misdirected\":17,"
                + "\"duplicates\":0,\"rollouts\":2,"
                + "\"propagation_ms\":{\"p50\":4.0,\"p99\":9.5,\"max\":12.0},"
                + "\"latency_ms\":{\"p50\":100.031,\"p99\":100.031,\"max\":100.031}}}");
  }

  @Test
  void theJsonOfTheUnprotectedPartAloneHasNothingAtTheTop() throws Exception {
    JsonNode json = json(new DemoReport(lossy, Optional.empty()));

    assertThat(json.fieldNames()).toIterable().containsExactly("without");
  }

  @ParameterizedTest
  @CsvSource({"0,0,0,0,0", "1,0,0,0,1", "0,1,0,0,1", "0,0,1,0,1", "0,0,0,1,1"})
  void anyFlawInTheProtectedPartIsAFailure(
      int failed, int misdirected, int duplicates, int disagreements, int exitCode) {
    PartResult guarded =
        part(
            EnumSet.noneOf(Protection.class), 1000, failed, misdirected, duplicates, disagreements);

    assertThat(new DemoReport(lossy, Optional.of(guarded)).exitCode()).isEqualTo(exitCode);
  }

  @Test
  void lossesOfTheUnprotectedPartAreNoFailure() {
    assertThat(new DemoReport(lossy, Optional.empty()).exitCode()).isZero();
  }

  @Test
  void theTextStatesTheBoundThatTheNumberOfRequestsGives() {
    assertThat(DemoReportText.of(new DemoReport(lossy, Optional.of(flawless))))
        .contains("Without barrier,gate,unprocessed:")
        .contains("requests 1000  failed 31  misdirected 17  duplicates 0")
        .contains("requests 60000  failed 0  misdirected 0  duplicates 0")
        .contains("0 of N = 60000 lost: with 95 % confidence fewer than 3/N = 0.00500 % are")
        .contains("generator, ledgers and sidecars agree");
  }

  private static JsonNode json(DemoReport report) throws Exception {
    return new ObjectMapper().readTree(DemoReportJson.of(report));
  }

  private static PartResult part(
      EnumSet<Protection> without,
      long requests,
      long failed,
      long misdirected,
      long duplicates,
      long disagreements) {
    Histogram latency = new Histogram(60_000_000, 3);
    latency.recordValue(100_000);
    return new PartResult(
        new PartPlan("b", without, 500, 3, List.of("v2"), 0, 1),
        new LoadReport(requests, failed, List.of(), latency, new Outcomes("b"), Waits.NONE),
        new SidecarTotals(PROPAGATION, misdirected, 0, failed, 0, 0),
        new Findings(duplicates, 0, 0, List.of(), disagreements),
        List.of(RolloutOutcome.COMPLETED, RolloutOutcome.ROLLED_BACK),
        0);
  }
}
