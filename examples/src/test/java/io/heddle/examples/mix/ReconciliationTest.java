package io.heddle.examples.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.market.EndedBy;
import io.heddle.examples.market.Entry.Exchanged;
import io.heddle.examples.market.Kind;
import io.heddle.examples.market.MarketLedger;
import io.heddle.examples.mix.SessionResult.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReconciliationTest {
  @TempDir private Path ledgers;

  private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
  private MarketLedger v1;
  private MarketLedger v2;

  @BeforeEach
  void open() throws IOException {
    for (Kind kind : Kind.values()) {
      tallies.put(kind, new Tally(kind));
    }
    v1 = ledger("v1");
    v2 = ledger("v2");
  }

  private MarketLedger ledger(String version) throws IOException {
    return new MarketLedger(ledgers.resolve(version + ".ledger"), version, () -> Instant.EPOCH);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"HTTP1_POST", "HTTP2_POST", "GRPC_UNARY"})
  void whatIsExecutedTwiceIsADuplicate(Kind kind) throws IOException {
    Id id = answered(kind, "v1");
    v1.executed(id.toString(), kind);
    v2.executed(id.toString(), kind);

    assertThat(findings().sum(KindResult::duplicates)).isEqualTo(1);
  }

  @Test
  void aGetMayBeExecutedTwice() throws IOException {
    Id id = answered(Kind.HTTP2_GET, "v1");
    v1.executed(id.toString(), Kind.HTTP2_GET);
    v2.executed(id.toString(), Kind.HTTP2_GET);

    assertThat(findings().isFlawless()).isTrue();
  }

  @Test
  void anAnswerThatNoMarketOfItsVersionGaveIsADisagreement() throws IOException {
    Id id = answered(Kind.GRPC_UNARY, "v2");
    v1.executed(id.toString(), Kind.GRPC_UNARY);

    assertThat(findings().disagreements())
        .containsExactly("grpc-unary.0 was answered by v2, which did not execute it");
  }

  @Test
  void whatNobodySentIsADisagreement() throws IOException {
    v1.executed("http1-get.0", Kind.HTTP1_GET);
    v1.executed("surprise", Kind.HTTP1_GET);

    assertThat(findings().disagreementCount()).isEqualTo(2);
  }

  @Test
  void whatArrivesAsAnotherKindOrAtAVersionThatIsNotThereIsMisdirected() throws IOException {
    v1.executed(answered(Kind.HTTP2_GET, "v1").toString(), Kind.HTTP1_GET);
    v2.executed(answered(Kind.HTTP1_GET, "v2").toString(), Kind.HTTP1_GET);

    assertThat(findings(version -> version.equals("v1")).sum(KindResult::misdirected)).isEqualTo(2);
  }

  @Test
  void aLineThatIsCutIsADisagreement() throws IOException {
    Files.writeString(ledgers.resolve("v1.ledger"), "executed http", StandardOpenOption.APPEND);

    assertThat(findings().disagreements()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"GRPC_SERVER_STREAM", "GRPC_BIDI", "WEBSOCKET", "TCP"})
  void aSessionThatThePeerEndedWithNothingLostIsMoved(Kind kind) throws IOException {
    held(kind, End.MOVED, 12, 10);
    v1.ended(new Id(kind, 0).toString(), kind, new Exchanged(10, 10, EndedBy.CLIENT));

    MixFindings findings = findings();

    assertThat(findings.sum(KindResult::moved)).isEqualTo(1);
    assertThat(findings.isFlawless()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"GRPC_SERVER_STREAM", "GRPC_BIDI", "WEBSOCKET", "TCP"})
  void aSessionThatMissesWhatTheMarketSentHasFailed(Kind kind) throws IOException {
    held(kind, End.MOVED, 12, 10);
    v1.ended(new Id(kind, 0).toString(), kind, new Exchanged(11, 11, EndedBy.MARKET));

    MixFindings findings = findings();

    assertThat(findings.sum(KindResult::failed)).isEqualTo(1);
    assertThat(findings.sum(KindResult::moved)).isZero();
    assertThat(findings.failures().getFirst()).contains("lost when it was moved");
  }

  /** The market does not know when its sidecar ends a call, and may say one more thing. */
  @Test
  void whatAMarketSaidIntoACallThatItsSidecarEndedNeedNotHaveCome() throws IOException {
    held(Kind.GRPC_BIDI, End.MOVED, 12, 10);
    v1.ended(
        new Id(Kind.GRPC_BIDI, 0).toString(), Kind.GRPC_BIDI, new Exchanged(11, 11, EndedBy.FAULT));
    held(Kind.TCP, End.MOVED, 12, 10);
    v1.ended(new Id(Kind.TCP, 0).toString(), Kind.TCP, new Exchanged(11, 11, EndedBy.FAULT));

    MixFindings findings = findings();

    assertThat(findings.sum(KindResult::moved)).isEqualTo(1);
    assertThat(findings.sum(KindResult::failed)).isEqualTo(1);
  }

  @Test
  void aSessionWhoseLastBytesTheMarketNeverGotHasFailedUnlessItWasStopping() throws IOException {
    held(Kind.TCP, End.CUT, 100, 90);
    held(Kind.TCP, End.CUT, 100, 90);
    v1.ended("tcp.0", Kind.TCP, new Exchanged(90, 90, EndedBy.CLIENT));
    v1.ended("tcp.1", Kind.TCP, new Exchanged(90, 90, EndedBy.MARKET));

    MixFindings findings = findings();

    assertThat(findings.sum(KindResult::failed)).isEqualTo(1);
    assertThat(findings.sum(KindResult::moved)).isEqualTo(1);
  }

  @Test
  void aSessionThatNoMarketKnowsOrThatTwoKnowIsNoticed() throws IOException {
    held(Kind.WEBSOCKET, End.DONE, 5, 5);
    held(Kind.WEBSOCKET, End.DONE, 5, 5);
    v1.ended("websocket.1", Kind.WEBSOCKET, new Exchanged(5, 5, EndedBy.CLIENT));
    v2.ended("websocket.1", Kind.WEBSOCKET, new Exchanged(5, 5, EndedBy.CLIENT));

    MixFindings findings = findings();

    assertThat(findings.disagreements())
        .containsExactly("websocket.0 was held, and no market knows it");
    assertThat(findings.sum(KindResult::duplicates)).isEqualTo(1);
  }

  @Test
  void aStreamThatWasCancelledMayMissWhatWasOnItsWayButHasNotMore() throws IOException {
    held(Kind.GRPC_SERVER_STREAM, End.CANCELLED, 1, 8);
    held(Kind.GRPC_SERVER_STREAM, End.CANCELLED, 1, 8);
    cancelled("grpc-server-stream.0", 9);
    cancelled("grpc-server-stream.1", 7);

    assertThat(findings().disagreementCount()).isEqualTo(1);
  }

  private void cancelled(String id, long sent) {
    v1.ended(id, Kind.GRPC_SERVER_STREAM, new Exchanged(1, sent, EndedBy.FAULT));
  }

  private Id answered(Kind kind, String version) {
    Tally tally = Objects.requireNonNull(tallies.get(kind));
    Id id = tally.next();
    tally.sent();
    tally.answered(id, version);
    return id;
  }

  private void held(Kind kind, End end, long sent, long received) {
    Tally tally = Objects.requireNonNull(tallies.get(kind));
    tally.ended(tally.next(), new SessionResult(end, sent, received, ""));
  }

  private MixFindings findings() throws IOException {
    return findings(_ -> true);
  }

  private MixFindings findings(Predicate<String> served) throws IOException {
    return new Reconciliation(tallies)
        .reconcile(new Ledgers(ledgers), (version, _) -> served.test(version));
  }
}
