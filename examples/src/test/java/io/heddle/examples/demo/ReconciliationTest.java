package io.heddle.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.perf.load.Method;
import io.heddle.perf.load.Outcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReconciliationTest {
  private static final SidecarTotals ONE_FAILED =
      new SidecarTotals(SidecarTotals.NONE.propagation(), 0, 0, 1, 0, 0);

  @TempDir private Path directory;
  private Instant now = Instant.ofEpochMilli(1000);
  private final VersionLog versions = new VersionLog(() -> now);
  private final Outcomes outcomes = new Outcomes("b");

  ReconciliationTest() {
    versions.started("catalog-1", "v1");
    versions.ready("catalog-1");
  }

  @Test
  void thoseWhoSawTheSameAgree() throws Exception {
    answered(Method.GET);
    answered(Method.POST);

    assertThat(reconcile(SidecarTotals.NONE)).isEqualTo(findings());
  }

  @Test
  void aPostExecutedTwiceIsADuplicate() throws Exception {
    int post = answered(Method.POST);
    wrote("catalog-2", outcomes.id(post) + " 2 v1 POST 2000");

    assertThat(reconcile(SidecarTotals.NONE).duplicates()).isEqualTo(1);
  }

  @Test
  void aGetExecutedTwiceIsNoDuplicate() throws Exception {
    int get = answered(Method.GET);
    wrote("catalog-2", outcomes.id(get) + " 2 v1 GET 2000");

    assertThat(reconcile(SidecarTotals.NONE)).isEqualTo(findings());
  }

  @Test
  void anAnswerThatNobodyExecutedIsADisagreement() throws Exception {
    outcomes.answered(outcomes.add(Method.GET), "v1");

    assertThat(reconcile(SidecarTotals.NONE).disagreements())
        .containsExactly(
            "b-0 was answered, and no catalog executed it",
            "b-0 was answered, and no web executed it");
  }

  @Test
  void anAnswerOfAnotherVersionThanExecutedIsADisagreement() throws Exception {
    int get = outcomes.add(Method.GET);
    outcomes.answered(get, "v2");
    wrote("web-1", "b-0 9 v1 GET 2000");
    wrote("catalog-1", "b-0 1 v1 GET 2000");

    assertThat(reconcile(SidecarTotals.NONE).disagreements())
        .containsExactly("b-0 was answered by v2, which did not execute it");
  }

  @Test
  void anExecutionByAVersionThatNeverServedIsADisagreement() throws Exception {
    versions.started("catalog-2", "broken");
    int get = answered(Method.GET);
    wrote("catalog-2", outcomes.id(get) + " 2 broken GET 2000");

    assertThat(reconcile(SidecarTotals.NONE).disagreements())
        .singleElement()
        .asString()
        .contains(
            "was executed by broken at 1970-01-01T00:00:02Z, when that version did not serve");
  }

  @Test
  void anExecutionAfterTheLastReplicaOfItsVersionLeftIsADisagreement() throws Exception {
    answered(Method.GET);
    now = Instant.ofEpochMilli(1500);
    versions.exited("catalog-1");

    assertThat(reconcile(SidecarTotals.NONE).disagreementCount()).isEqualTo(1);
  }

  @Test
  void whatWasNeverSettledOrNeverSentIsADisagreement() throws Exception {
    outcomes.add(Method.POST);
    wrote("catalog-1", "x-7 1 v1 GET 2000");

    assertThat(reconcile(SidecarTotals.NONE).disagreements())
        .containsExactly(
            "catalog executed x-7, which the generator never sent",
            "b-0 was sent and never settled");
  }

  @Test
  void aCutLineIsADisagreement() throws Exception {
    answered(Method.GET);
    wrote("catalog-1", "b-0 1 v1");

    assertThat(reconcile(SidecarTotals.NONE).disagreements())
        .containsExactly("ledgers: 1 lines are cut (expected: whole ones)");
  }

  @Test
  void aFailedRequestIsToldApartByWhetherItWasExecuted() throws Exception {
    outcomes.failed(outcomes.add(Method.POST));
    outcomes.failed(outcomes.add(Method.POST));
    wrote("catalog-1", "b-0 1 v1 POST 2000");

    Findings findings = reconcile(ONE_FAILED);

    assertThat(findings.executedButLost()).isEqualTo(1);
    assertThat(findings.neverExecutedPosts()).isEqualTo(1);
    assertThat(findings.disagreementCount()).isZero();
  }

  @Test
  void sidecarsAndGeneratorMustAgreeOnWhetherAnythingFailed() throws Exception {
    answered(Method.GET);
    assertThat(reconcile(ONE_FAILED).disagreements())
        .containsExactly("sidecars failed 1 requests, and the generator saw none fail");

    outcomes.failed(outcomes.add(Method.GET));
    assertThat(reconcile(SidecarTotals.NONE).disagreements())
        .containsExactly("the generator saw 1 requests fail, and the sidecars none");
  }

  @Test
  void aRequestThatASidecarRepeatedIsADisagreement() throws Exception {
    SidecarTotals repeated = new SidecarTotals(SidecarTotals.NONE.propagation(), 0, 0, 0, 0, 2);

    assertThat(reconcile(repeated).disagreementCount()).isEqualTo(1);
  }

  private int answered(Method method) throws IOException {
    int sequence = outcomes.add(method);
    outcomes.answered(sequence, "v1");
    wrote("web-1", outcomes.id(sequence) + " 9 v1 " + method + " 2000");
    wrote("catalog-1", outcomes.id(sequence) + " 1 v1 " + method + " 2000");
    return sequence;
  }

  private void wrote(String process, String line) throws IOException {
    Files.writeString(
        directory.resolve(process + ".ledger"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private Findings reconcile(SidecarTotals sidecars) throws IOException {
    return new Reconciliation(outcomes, versions)
        .reconcile(new Ledgers(directory, "catalog"), new Ledgers(directory, "web"), sidecars);
  }

  private static Findings findings() {
    return new Findings(0, 0, 0, List.of(), 0);
  }
}
