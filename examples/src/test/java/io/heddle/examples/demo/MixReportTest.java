package io.heddle.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.market.Kind;
import io.heddle.examples.mix.KindResult;
import io.heddle.examples.mix.MixFindings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MixReportTest {
  private static final KindResult FINE =
      new KindResult(Kind.HTTP1_GET, 100, 0, 0, 0, 0, 0, 1.25, 9.5);

  @Test
  void aRowNamesEverythingThatWasCountedOfItsKind() {
    MixResult result = result(FINE, new KindResult(Kind.TCP, 50, 7, 0, 3, 0, 0, 2, 4));

    String text = MixReportText.of(result);

    assertThat(text)
        .containsPattern("http1-get +100 +- +0 +- +1\\.3 +9\\.5 +0 +0")
        .containsPattern("tcp +50 +7 +0 +3 +2\\.0 +4\\.0 +0 +0")
        .contains("in all: sent 150  failed 0  moved 3  duplicates 0  misdirected 0")
        .contains("clients and ledgers agree");
    assertThat(result.exitCode()).isZero();
    assertThat(MixReportJson.of(result)).contains("\"http1-get\"", "\"moved\" : 3");
  }

  @Test
  void whatFailedOrWasDoubledOrMisdirectedOrIsDisputedIsAnExitCode() {
    assertThat(result(new KindResult(Kind.TCP, 1, 1, 1, 0, 0, 0, 1, 1)).exitCode()).isEqualTo(1);
    assertThat(result(new KindResult(Kind.TCP, 1, 1, 0, 0, 1, 0, 1, 1)).exitCode()).isEqualTo(1);
    assertThat(result(new KindResult(Kind.TCP, 1, 1, 0, 0, 0, 1, 1, 1)).exitCode()).isEqualTo(1);
    MixResult disputed = of(new MixFindings(List.of(FINE), List.of(), List.of("no"), 1));
    assertThat(disputed.exitCode()).isEqualTo(1);
    assertThat(MixReportText.of(disputed))
        .contains("1 disagreements:", "no")
        .doesNotContain("agree\n");
  }

  private static MixResult result(KindResult... kinds) {
    return of(new MixFindings(List.of(kinds), List.of(), List.of(), 0));
  }

  private static MixResult of(MixFindings findings) {
    PartPlan plan = PartPlan.protectedBy(1, 100, 1);
    return new MixResult(plan, findings, SidecarTotals.NONE, List.of(RolloutOutcome.COMPLETED));
  }
}
