package io.heddle.controlplane.rollout;

import static io.heddle.controlplane.model.InstanceState.DRAINING;
import static io.heddle.controlplane.model.InstanceState.PENDING;
import static io.heddle.controlplane.model.InstanceState.RELEASED;
import static io.heddle.controlplane.model.InstanceState.SERVING;
import static io.heddle.controlplane.model.InstanceState.WARMING;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.rollout.FakeMesh.FakeProxy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions that end and come back, and restarts of the control plane. */
final class SessionLossTest {
  private final EngineHarness harness = EngineHarness.informed();
  private final RolloutEngine engine = harness.engine;
  private final FakeProxy client = harness.mesh.proxy("web-1", "catalog");

  @Test
  void aServingInstanceWhoseSessionIsLostStaysForAWhile() {
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");

    engine.left(session);
    harness.pass(14_999);
    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
    harness.pass(1);

    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);
    assertThat(harness.view("catalog-1").cause()).isEqualTo("session lost");
  }

  @Test
  void aServingInstanceThatComesBackStaysWithoutAGap() {
    FakeSession session = harness.serving("catalog-1", "catalog");
    long generation = harness.mesh.generation();

    engine.left(session);
    harness.pass(5_000);
    FakeSession again = session.again();
    engine.joined(again);
    engine.health(again, true, "");
    harness.pass(60_000);

    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
    assertThat(harness.mesh.generation()).isEqualTo(generation);
  }

  @Test
  void anInstanceThatComesBackOnAnotherPortIsANewProcess() {
    FakeSession session = harness.serving("catalog-1", "catalog");

    engine.left(session);
    FakeSession elsewhere =
        session.withClaims(FakeSession.claims("10.0.0.2", Duration.ofSeconds(30)));
    engine.joined(elsewhere);
    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);

    engine.health(elsewhere, true, "");
    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);
    assertThat(harness.view("catalog-1").claims().address()).isEqualTo("10.0.0.2");
  }

  @Test
  void whatAnOldSessionSaysIsNotHeard() {
    FakeSession session = harness.serving("catalog-1", "catalog");
    engine.left(session);
    engine.joined(session.again());

    engine.health(session, false, "late");
    engine.stopping(session);
    engine.left(session);

    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
    assertThat(harness.view("catalog-1").cause()).isEmpty();
  }

  @Test
  void aWarmingInstanceWhoseSessionIsLostDoesNotServe() {
    FakeSession session = harness.join("catalog-1", "catalog");
    engine.health(session, true, "");
    engine.left(session);

    client.apply();
    harness.reached("web-1", "catalog-1");
    harness.pass(14_999);
    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);
    harness.pass(1);

    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);
  }

  @Test
  void aDrainingInstanceWhoseSessionIsLostIsReleasedAtItsBound() {
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");
    engine.stopping(session);
    engine.left(session);

    harness.pass(19_999);
    assertThat(harness.state("catalog-1")).isEqualTo(DRAINING);
    harness.pass(1);

    assertThat(harness.knows("catalog-1")).isFalse();
    assertThat(session.released).isEmpty();
  }

  @Test
  void aDrainingInstanceThatComesBackIsToldThatItIsReleased() {
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");
    engine.stopping(session);
    engine.left(session);
    client.apply();

    FakeSession again = session.again();
    engine.joined(again);
    assertThat(again.released).isEmpty();
    engine.stopping(again);

    assertThat(again.released).containsExactly(List.of());
    assertThat(harness.state("catalog-1")).isEqualTo(DRAINING);
  }

  @Test
  void aDrainingInstanceThatComesBackAndDoesNotStopIsANewProcess() {
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");
    engine.stopping(session);
    engine.left(session);

    FakeSession again = session.again();
    engine.joined(again);
    engine.health(again, true, "");
    harness.pass(4_999);
    assertThat(harness.state("catalog-1")).isEqualTo(DRAINING);
    harness.pass(1);

    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);
    client.apply();
    harness.reached("web-1", "catalog-1");
    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
  }

  @Test
  void aPendingInstanceThatNobodyHearsFromIsForgotten() {
    FakeSession session = harness.join("catalog-1", "catalog");
    engine.left(session);

    harness.clock.pass(Duration.ofHours(1));

    assertThat(harness.knows("catalog-1")).isFalse();
    assertThat(harness.log).containsExactly("catalog-1 forgotten");
    assertThat(harness.clock.pending()).isZero();
  }

  @Test
  void sessionsLostAtOnceTakeAtMostHalfOfAServiceInAMinute() {
    List<FakeSession> sessions =
        IntStream.range(0, 8).mapToObj(i -> harness.serving("catalog-" + i, "catalog")).toList();
    sessions.forEach(engine::left);

    harness.pass(15_000);
    assertThat(count(SERVING)).isEqualTo(4);
    assertThat(harness.log).contains("catalog-4 held").hasSize(4);
    harness.pass(59_999);
    assertThat(count(SERVING)).isEqualTo(4);
    harness.pass(1);
    assertThat(count(SERVING)).isEqualTo(2);
    harness.pass(600_000);
    assertThat(count(SERVING)).isEqualTo(1);
    assertThat(harness.view("catalog-7").cause()).contains("kept because");
  }

  @Test
  void theLastInstanceIsDroppedOnceAnotherServes() {
    FakeSession dead = harness.serving("catalog-1", "catalog");
    engine.left(dead);
    harness.pass(120_000);
    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);

    harness.serving("catalog-2", "catalog");

    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);
  }

  @Test
  void lossesOfOneServiceDoNotCountForAnother() {
    FakeSession catalog = harness.serving("catalog-1", "catalog");
    harness.serving("catalog-2", "catalog");
    FakeSession orders = harness.serving("orders-1", "orders");
    harness.serving("orders-2", "orders");

    engine.left(catalog);
    engine.left(orders);
    harness.pass(15_000);

    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);
    assertThat(harness.state("orders-1")).isEqualTo(PENDING);
  }

  @Test
  void aRestartPutsInstancesInForceAsTheyWere() {
    EngineHarness restarted = new EngineHarness();
    restarted.engine.restore(
        List.of(
            entry("catalog-1", SERVING),
            entry("catalog-2", WARMING),
            entry("catalog-3", PENDING),
            entry("catalog-4", DRAINING),
            entry("catalog-5", RELEASED)));

    assertThat(restarted.state("catalog-1")).isEqualTo(SERVING);
    assertThat(restarted.state("catalog-2")).isEqualTo(WARMING);
    assertThat(restarted.state("catalog-3")).isEqualTo(PENDING);
    assertThat(restarted.state("catalog-4")).isEqualTo(DRAINING);
    assertThat(restarted.knows("catalog-5")).isFalse();
  }

  @Test
  void afterARestartWhatIsNotConfirmedIsPending() {
    EngineHarness restarted = new EngineHarness();
    restarted.engine.restore(
        List.of(
            entry("catalog-1", SERVING), entry("catalog-2", SERVING), entry("catalog-3", SERVING)));
    restarted.engine.joined(FakeSession.of("catalog-1", "catalog"));
    restarted.engine.joined(FakeSession.of("catalog-2", "catalog"));

    restarted.pass(14_999);
    assertThat(restarted.state("catalog-3")).isEqualTo(SERVING);
    restarted.pass(1);

    assertThat(restarted.state("catalog-1")).isEqualTo(SERVING);
    assertThat(restarted.state("catalog-2")).isEqualTo(SERVING);
    assertThat(restarted.state("catalog-3")).isEqualTo(PENDING);
  }

  @Test
  void afterARestartADrainGoesOnForAFixedTime() {
    EngineHarness restarted = new EngineHarness();
    restarted.engine.restore(List.of(entry("catalog-1", DRAINING), entry("catalog-2", SERVING)));
    restarted.pass(1_000);
    FakeSession session = FakeSession.of("catalog-1", "catalog");
    restarted.engine.joined(session);
    restarted.engine.stopping(session);

    restarted.pass(3_999);
    assertThat(session.released).isEmpty();
    restarted.pass(1);

    assertThat(session.released).containsExactly(List.of());
  }

  private long count(InstanceState state) {
    return harness.mesh.instances.values().stream().filter(it -> it.state() == state).count();
  }

  private static BookEntry entry(String uid, InstanceState state) {
    return new BookEntry(
        FakeSession.registration(uid, "catalog", "v1"),
        FakeSession.claims("10.0.0.1", Duration.ofSeconds(30)),
        state);
  }
}
