package io.heddle.controlplane.rollout;

import static io.heddle.controlplane.model.InstanceState.DRAINING;
import static io.heddle.controlplane.model.InstanceState.PENDING;
import static io.heddle.controlplane.model.InstanceState.RELEASED;
import static io.heddle.controlplane.model.InstanceState.SERVING;
import static io.heddle.controlplane.model.InstanceState.WARMING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.controlplane.rollout.FakeMesh.FakeProxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The way of an instance out. */
final class DrainTest {
  private final EngineHarness harness = EngineHarness.informed();
  private final RolloutEngine engine = harness.engine;
  private final FakeProxy client = harness.mesh.proxy("web-1", "catalog");

  @Test
  void aServingInstanceDrainsWhenItIsAskedToStop() {
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");

    engine.stopping(session);

    assertThat(harness.state("catalog-1")).isEqualTo(DRAINING);
    assertThat(session.released).isEmpty();
  }

  @Test
  void anInstanceIsReleasedWhenEveryClientHasLetGo() {
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");
    FakeProxy other = harness.mesh.proxy("web-2", "catalog");
    engine.stopping(session);

    client.apply();
    assertThat(session.released).isEmpty();
    other.apply();

    assertThat(session.released).containsExactly(List.of());
    assertThat(harness.state("catalog-1")).isEqualTo(DRAINING);
  }

  @Test
  void aQuietInstanceLeavesTheMesh() {
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");
    engine.stopping(session);
    client.apply();

    engine.quiet(session);
    assertThat(harness.state("catalog-1")).isEqualTo(RELEASED);
    assertThat(harness.knows("catalog-1")).isTrue();

    engine.left(session);
    assertThat(harness.knows("catalog-1")).isFalse();
    assertThat(harness.mesh.instances).doesNotContainKey("catalog-1");
    assertThat(harness.mesh.deleted).containsExactly("catalog-1");
  }

  @Test
  void anInstanceThatIsNeverQuietIsReleasedAtTheBound() {
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");
    engine.stopping(session);
    client.apply();

    harness.pass(19_999);
    assertThat(harness.state("catalog-1")).isEqualTo(DRAINING);
    harness.pass(1);

    assertThat(harness.state("catalog-1")).isEqualTo(RELEASED);
    assertThat(session.released).hasSize(1);
  }

  @Test
  void theBarrierLiftsAtTheBoundAndNamesTheLaggard() {
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");
    engine.stopping(session);

    harness.pass(20_000);

    assertThat(session.released).containsExactly(List.of("web-1"));
    assertThat(harness.state("catalog-1")).isEqualTo(RELEASED);
    assertThat(harness.log).containsExactly("catalog-1 lagging [web-1]");
  }

  @Test
  void aLaggardIsNamedButNotWaitedForAgainUntilItMoves() {
    harness.serving("catalog-3", "catalog");
    FakeSession second = harness.serving("catalog-2", "catalog");
    FakeSession first = harness.serving("catalog-1", "catalog");
    engine.stopping(first);
    harness.pass(20_000);

    engine.stopping(second);

    assertThat(second.released).containsExactly(List.of("web-1"));
  }

  @Test
  void aClientThatRejectsTheDrainIsALaggardThoughItAcknowledgesOtherThings() {
    harness.serving("catalog-3", "catalog");
    FakeSession second = harness.serving("catalog-2", "catalog");
    FakeSession first = harness.serving("catalog-1", "catalog");
    client.rejected.addAll(FakeMesh.keys("catalog"));
    engine.stopping(first);
    client.apply();
    harness.pass(20_000);
    assertThat(first.released).containsExactly(List.of("web-1"));

    client.apply();
    engine.stopping(second);
    assertThat(second.released).containsExactly(List.of("web-1"));
  }

  @Test
  void theLastServingInstanceWaitsUntilAnotherServes() {
    FakeSession old = harness.serving("catalog-1", "catalog");
    engine.stopping(old);
    client.apply();
    assertThat(old.released).isEmpty();
    assertThat(client.sees("catalog-1")).isEqualTo("HEALTHY");

    FakeSession replacement = harness.join("catalog-2", "catalog");
    engine.health(replacement, true, "");
    client.apply();
    harness.reached("web-1", "catalog-2");
    assertThat(harness.state("catalog-2")).isEqualTo(SERVING);
    assertThat(old.released).isEmpty();

    client.apply();
    assertThat(client.sees("catalog-1")).isEqualTo("DRAINING");
    assertThat(old.released).containsExactly(List.of());
  }

  @Test
  void theLastServingInstanceIsReleasedAtTheBound() {
    FakeSession session = harness.serving("catalog-1", "catalog");
    engine.stopping(session);
    client.apply();

    harness.pass(20_000);

    assertThat(session.released).hasSize(1);
    assertThat(harness.state("catalog-1")).isEqualTo(RELEASED);
  }

  @Test
  void aBarrierOpensAgainWhenTheOtherInstanceFails() {
    FakeSession other = harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");
    engine.stopping(session);
    engine.health(other, false, "503");

    client.apply();

    assertThat(session.released).isEmpty();
    assertThat(client.sees("catalog-1")).isEqualTo("HEALTHY");
  }

  @Test
  void aDrainingInstanceDoesNotWaitForItself() {
    harness.mesh.proxy("catalog-1", "catalog");
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");
    engine.stopping(session);

    client.apply();

    assertThat(session.released).containsExactly(List.of());
  }

  @Test
  void anInstanceThatNoServiceSelectsIsReleasedAtOnce() {
    harness.mesh.proxies.clear();
    harness.serving("catalog-2", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");

    engine.stopping(session);

    assertThat(session.released).containsExactly(List.of());
  }

  @Test
  void anInstanceThatStopsBeforeItServedLeavesAtOnceAndIsReleasedWhenItsClientsKnow() {
    FakeSession session = harness.join("catalog-1", "catalog");
    engine.health(session, true, "");
    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);
    client.apply();

    engine.stopping(session);
    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);
    assertThat(harness.view("catalog-1").cause()).isEqualTo("stopping");
    assertThat(session.released).isEmpty();

    client.apply();
    assertThat(session.released).containsExactly(List.of());
    engine.quiet(session);
    assertThat(harness.state("catalog-1")).isEqualTo(RELEASED);
  }

  @Test
  void anInstanceThatNeverPassedItsChecksIsReleasedAndDoesNotWarmAnyMore() {
    FakeSession session = harness.join("catalog-1", "catalog");
    client.apply();

    engine.stopping(session);
    assertThat(session.released).containsExactly(List.of());

    engine.health(session, true, "");
    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);
  }

  @Test
  void theFloorHoldsTheReleaseBack() {
    EngineHarness slow =
        new EngineHarness(
            new RolloutSettings(
                Protections.ALL, RolloutTimes.DEFAULT.withFloor(Duration.ofSeconds(5))));
    slow.pass(15_000);
    slow.serving("catalog-2", "catalog");
    FakeSession session = slow.serving("catalog-1", "catalog");
    slow.engine.stopping(session);

    slow.pass(4_999);
    assertThat(session.released).isEmpty();
    slow.pass(1);

    assertThat(session.released).containsExactly(List.of());
  }

  @Test
  void aControlPlaneThatHasJustStartedWaitsAFixedTime() {
    EngineHarness fresh = new EngineHarness();
    fresh.pass(1_000);
    fresh.serving("catalog-2", "catalog");
    FakeSession session = fresh.serving("catalog-1", "catalog");
    fresh.engine.stopping(session);

    fresh.pass(4_999);
    assertThat(session.released).isEmpty();
    fresh.pass(1);

    assertThat(session.released).containsExactly(List.of());
  }

  @Test
  void aControlPlaneThatHasJustStartedNamesThoseWhoHoldTheInstance() {
    EngineHarness fresh = new EngineHarness();
    FakeProxy holder = fresh.mesh.proxy("web-1", "catalog");
    fresh.serving("catalog-2", "catalog");
    FakeSession session = fresh.serving("catalog-1", "catalog");
    fresh.engine.stopping(session);
    fresh.pass(5_000);

    assertThat(session.released).containsExactly(List.of("web-1"));
    assertThat(holder.sees("catalog-1")).isEqualTo("HEALTHY");
  }

  @Test
  void withoutTheBarrierAnInstanceIsReleasedAtOnce() {
    EngineHarness bare =
        new EngineHarness(
            new RolloutSettings(Protections.without(Set.of("barrier")), RolloutTimes.DEFAULT));
    bare.mesh.proxy("web-1", "catalog");
    FakeSession session = bare.serving("catalog-1", "catalog");

    bare.engine.stopping(session);

    assertThat(session.released).containsExactly(List.of());
    assertThat(bare.state("catalog-1")).isEqualTo(DRAINING);
  }

  @Test
  void theBoundLeavesTheApplicationTimeToExit() {
    assertThat(RolloutTimes.DEFAULT.drainBound(Duration.ofSeconds(30)))
        .isEqualTo(Duration.ofSeconds(20));
    assertThat(RolloutTimes.DEFAULT.drainBound(Duration.ofSeconds(300)))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(RolloutTimes.DEFAULT.drainBound(Duration.ofSeconds(4)))
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(RolloutTimes.DEFAULT.drainBound(Duration.ZERO)).isZero();
  }

  @Test
  void anUnknownProtectionIsRefused() {
    assertThatThrownBy(() -> Protections.without(Set.of("magic")))
        .hasMessage("without: magic (expected: barrier, gate, unprocessed)");
  }
}
