package io.heddle.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.rollout.FakeMesh.FakeProxy;
import io.heddle.v1.InboundStats;
import io.heddle.v1.Stats;
import io.heddle.v1.UpstreamStats;
import org.junit.jupiter.api.Test;

final class ReportCardsTest {
  private final HandClock clock = new HandClock();
  private final FakeMesh mesh = new FakeMesh();
  private final Propagation propagation =
      new Propagation(mesh, clock::nanos, (nanos, slowest) -> {});
  private final ReportCards cards = new ReportCards(clock.meshClock(), propagation);
  private final EngineHarness harness = new EngineHarness(clock, mesh, cards);
  private final RolloutEngine engine = harness.engine;
  private final FakeProxy client = mesh.proxy("web-1", "catalog");

  ReportCardsTest() {
    mesh.onChange(propagation::progress);
    harness.pass(15_000);
  }

  @Test
  void theFirstInstancesOfAServiceAreNoRollout() {
    harness.serving("catalog-1", "catalog");
    harness.serving("catalog-2", "catalog");
    harness.pass(5_000);

    assertThat(cards.reports()).isEmpty();
  }

  @Test
  void aRolloutGoesFromTheFirstNewVersionToTheLastChange() {
    FakeSession old = harness.serving("catalog-1", "catalog");
    harness.pass(5_000);
    var start = clock.meshClock().dates().instant();

    FakeSession replacement = FakeSession.of("catalog-2", "catalog", "v2");
    engine.joined(replacement);
    harness.pass(3_000);
    engine.health(replacement, true, "");
    harness.settle("catalog-2");
    engine.stopping(old);
    client.apply();
    harness.pass(1_000);
    engine.quiet(old);
    engine.left(old);
    var end = clock.meshClock().dates().instant();
    assertThat(cards.reports().getFirst().endedAt()).isEmpty();
    harness.pass(2_001);

    assertThat(cards.reports())
        .singleElement()
        .satisfies(report -> {
          assertThat(report.service()).isEqualTo(new ServiceName("shop", "catalog"));
          assertThat(report.startedAt()).isEqualTo(start);
          assertThat(report.endedAt()).contains(end);
          assertThat(report.instancesIn()).containsExactly("catalog-2");
          assertThat(report.instancesOut()).containsExactly("catalog-1");
          assertThat(report.capacityDip()).isZero();
          assertThat(report.laggards()).isEmpty();
        });
  }

  @Test
  void aRolloutOfOneVersionStartsWithTheFirstStop() {
    harness.serving("catalog-1", "catalog");
    FakeSession old = harness.serving("catalog-2", "catalog");
    engine.stopping(old);

    assertThat(cards.reports()).hasSize(1);
    assertThat(cards.reports().getFirst().capacityDip()).isEqualTo(1);
  }

  @Test
  void anInstanceThatNeverGetsHealthyKeepsItsRolloutOpen() {
    harness.serving("catalog-1", "catalog");
    FakeSession broken = FakeSession.of("catalog-2", "catalog", "v2");
    engine.joined(broken);
    harness.pass(60_000);
    assertThat(cards.reports().getFirst().endedAt()).isEmpty();

    engine.stopping(broken);
    engine.quiet(broken);
    engine.left(broken);
    harness.pass(2_001);

    assertThat(cards.reports().getFirst().endedAt()).isPresent();
  }

  @Test
  void twoRolloutsAreTwoReports() {
    for (String uid : new String[] {"catalog-1", "catalog-2", "catalog-3"}) {
      harness.serving(uid, "catalog");
    }
    stopAndLeave("catalog-1");
    harness.pass(2_001);
    stopAndLeave("catalog-2");

    assertThat(cards.reports()).hasSize(2);
  }

  @Test
  void propagationIsMeasuredToTheLastAcknowledgement() {
    harness.serving("catalog-1", "catalog");
    FakeSession old = harness.serving("catalog-2", "catalog");
    engine.stopping(old);
    harness.pass(40);
    client.apply();

    PropagationSummary summary = cards.reports().getFirst().propagation();
    assertThat(summary).isEqualTo(new PropagationSummary(40, 40, 40, 1, "web-1"));
    assertThat(cards.totals().propagation().count()).isGreaterThan(1);
  }

  @Test
  void laggardsAreInTheReport() {
    harness.serving("catalog-1", "catalog");
    FakeSession old = harness.serving("catalog-2", "catalog");
    engine.stopping(old);
    harness.pass(20_000);

    assertThat(cards.reports().getFirst().laggards()).containsExactly("web-1");
  }

  @Test
  void countsAreWhatIsNewSinceTheLast() {
    harness.serving("catalog-1", "catalog");
    FakeSession web = harness.serving("web-1", "web");
    engine.stats(web, upstream("catalog-1", 3, 2, 1));
    FakeSession old = harness.serving("catalog-2", "catalog");
    engine.stopping(old);

    engine.stats(web, upstream("catalog-1", 5, 2, 1));
    engine.stats(old, inbound(7, 4));

    assertThat(cards.reports().getFirst().counts()).isEqualTo(new Counts(7, 4, 2, 0, 0, 0));
    assertThat(cards.totals().counts()).isEqualTo(new Counts(7, 4, 5, 2, 1, 0));
  }

  @Test
  void aSidecarThatWasRestartedCountsFromZero() {
    FakeSession web = harness.serving("web-1", "web");
    harness.serving("catalog-1", "catalog");
    engine.stats(web, upstream("catalog-1", 3, 2, 0));

    engine.stats(web, upstream("catalog-1", 1, 2, 0));

    assertThat(cards.totals().counts()).isEqualTo(new Counts(0, 0, 4, 4, 0, 0));
  }

  @Test
  void whatIsReportedLateStillCountsForTheRollout() {
    harness.serving("catalog-1", "catalog");
    FakeSession web = harness.serving("web-1", "web");
    harness.serving("catalog-2", "catalog");
    stopAndLeave("catalog-2");
    harness.pass(9_000);

    engine.stats(web, upstream("catalog-2", 1, 0, 0));
    harness.pass(2_000);
    engine.stats(web, upstream("catalog-2", 2, 0, 0));

    assertThat(cards.reports().getFirst().counts().failed()).isEqualTo(1);
    assertThat(cards.totals().counts().failed()).isEqualTo(2);
  }

  @Test
  void onlyTheLastHundredAreKept() {
    harness.serving("catalog-0", "catalog");
    for (int i = 1; i <= 101; i++) {
      harness.serving("catalog-" + i, "catalog");
      stopAndLeave("catalog-" + i);
      harness.pass(2_001);
    }

    assertThat(cards.reports()).hasSize(100);
    assertThat(cards.reports().getFirst().instancesOut()).containsExactly("catalog-2");
  }

  private void stopAndLeave(String uid) {
    FakeSession session = harness.session(uid);
    engine.stopping(session);
    client.apply();
    engine.quiet(session);
    engine.left(session);
  }

  private static Stats upstream(String uid, long failed, long redispatched, long repeated) {
    return Stats.newBuilder()
        .addUpstream(
            UpstreamStats.newBuilder()
                .setInstanceUid(uid)
                .setFailed(failed)
                .setRedispatched(redispatched)
                .setRepeated(repeated))
        .build();
  }

  private static Stats inbound(long misdirected, long refused) {
    return Stats.newBuilder()
        .addInbound(
            InboundStats.newBuilder()
                .setPort(18080)
                .setMisdirected(misdirected)
                .setRefused(refused))
        .build();
  }
}
