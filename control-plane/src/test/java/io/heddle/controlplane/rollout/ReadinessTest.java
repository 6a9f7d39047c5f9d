package io.heddle.controlplane.rollout;

import static io.heddle.controlplane.model.InstanceState.PENDING;
import static io.heddle.controlplane.model.InstanceState.SERVING;
import static io.heddle.controlplane.model.InstanceState.WARMING;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.rollout.FakeMesh.FakeProxy;
import io.heddle.controlplane.rollout.InstanceView.AppHealth;
import io.heddle.controlplane.xds.ClientKind;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The way of an instance in, and back when its application fails. */
final class ReadinessTest {
  private final EngineHarness harness = EngineHarness.informed();
  private final RolloutEngine engine = harness.engine;

  @Test
  void anInstanceThatJoinsIsPending() {
    harness.join("catalog-1", "catalog");

    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);
    assertThat(harness.view("catalog-1").cause()).isEqualTo("not checked yet");
  }

  @Test
  void anInstanceWarmsWhenItsApplicationPassesItsChecks() {
    harness.mesh.proxy("web-1", "catalog");
    FakeSession session = harness.join("catalog-1", "catalog");

    engine.health(session, true, "");

    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);
  }

  @Test
  void anInstanceThatNobodyUsesServesAtOnce() {
    harness.mesh.proxy("web-1", "orders");
    FakeSession session = harness.join("catalog-1", "catalog");

    engine.health(session, true, "");

    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
  }

  @Test
  void anInstanceServesWhenEveryClientHasAppliedItAndReachedIt() {
    FakeProxy first = harness.mesh.proxy("web-1", "catalog");
    FakeProxy second = harness.mesh.proxy("web-2", "catalog");
    engine.health(harness.join("catalog-1", "catalog"), true, "");

    first.apply();
    second.apply();
    harness.reached("web-1", "catalog-1");
    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);

    harness.reached("web-2", "catalog-1");
    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
    assertThat(harness.view("catalog-1").laggards()).isEmpty();
  }

  @Test
  void whatAClientCouldNotReachCountsAsSaid() {
    FakeProxy client = harness.mesh.proxy("web-1", "catalog");
    engine.health(harness.join("catalog-1", "catalog"), true, "");
    client.apply();

    harness.reached("web-1", "catalog-1", "connect timed out");

    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
  }

  @Test
  void whatAThousandClientsSayAtOnceIsLookedAtOnce() {
    for (int i = 0; i < 1_000; i++) {
      harness.mesh.proxy("web-" + i, "catalog");
    }
    engine.health(harness.join("catalog-1", "catalog"), true, "");
    harness.mesh.proxies.values().forEach(it -> it.applied = harness.mesh.generation());
    harness.mesh.changed();
    int before = harness.mesh.looks;

    for (int i = 0; i < 1_000; i++) {
      engine.reached(FakeSession.of("web-" + i, "web"), "catalog-1", "");
    }
    harness.pass(0);

    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
    assertThat(harness.mesh.looks - before).isLessThan(10);
  }

  @Test
  void reachedAloneIsNotEnough() {
    harness.mesh.proxy("web-1", "catalog");
    engine.health(harness.join("catalog-1", "catalog"), true, "");

    harness.reached("web-1", "catalog-1");

    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);
  }

  @Test
  void anEnvoyIsNotAskedWhetherItReachesTheInstance() {
    FakeProxy envoy = harness.mesh.proxy("envoy-1", "catalog");
    envoy.kind = ClientKind.ENVOY;
    engine.health(harness.join("catalog-1", "catalog"), true, "");

    envoy.apply();

    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
  }

  @Test
  void aClientThatRejectsTheChangeHasNotAppliedIt() {
    FakeProxy client = harness.mesh.proxy("web-1", "catalog");
    client.rejected.addAll(FakeMesh.keys("catalog"));
    engine.health(harness.join("catalog-1", "catalog"), true, "");
    client.apply();

    harness.reached("web-1", "catalog-1");

    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);
  }

  @Test
  void aWarmingInstanceServesAtItsBoundAndNamesTheLaggard() {
    harness.mesh.proxy("web-1", "catalog");
    engine.health(harness.join("catalog-1", "catalog"), true, "");

    harness.pass(9_999);
    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);
    harness.pass(1);

    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
    assertThat(harness.view("catalog-1").laggards()).containsExactly("web-1");
    assertThat(harness.log).containsExactly("catalog-1 lagging [web-1]");
  }

  @Test
  void aLaggardIsNotWaitedForAgain() {
    FakeProxy stuck = harness.mesh.proxy("web-1", "catalog");
    engine.health(harness.join("catalog-1", "catalog"), true, "");
    harness.pass(10_000);

    engine.health(harness.join("catalog-2", "catalog"), true, "");

    assertThat(harness.state("catalog-2")).isEqualTo(SERVING);
    assertThat(harness.view("catalog-2").laggards()).containsExactly("web-1");
    assertThat(stuck.applied).isZero();
  }

  @Test
  void aLaggardThatMovesIsWaitedForAgain() {
    FakeProxy stuck = harness.mesh.proxy("web-1", "catalog");
    engine.health(harness.join("catalog-1", "catalog"), true, "");
    harness.pass(10_000);
    stuck.apply();

    engine.health(harness.join("catalog-2", "catalog"), true, "");

    assertThat(harness.state("catalog-2")).isEqualTo(WARMING);
  }

  @Test
  void aClientThatNeverSaysWhatItReachesIsWaitedForOnce() {
    FakeProxy silent = harness.mesh.proxy("web-1", "catalog");
    engine.health(harness.join("catalog-1", "catalog"), true, "");
    silent.apply();
    harness.pass(10_000);
    assertThat(harness.view("catalog-1").laggards()).containsExactly("web-1");

    engine.health(harness.join("catalog-2", "catalog"), true, "");
    silent.apply();
    assertThat(harness.state("catalog-2")).isEqualTo(SERVING);

    harness.reached("web-1", "catalog-2");
    engine.health(harness.join("catalog-3", "catalog"), true, "");
    silent.apply();
    assertThat(harness.state("catalog-3")).isEqualTo(WARMING);
  }

  @Test
  void aWarmingInstanceWhoseApplicationFailsIsPendingAgain() {
    harness.mesh.proxy("web-1", "catalog");
    FakeSession session = harness.join("catalog-1", "catalog");
    engine.health(session, true, "");

    engine.health(session, false, "connection refused");

    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);
    assertThat(harness.view("catalog-1").cause()).isEqualTo("connection refused");
    harness.pass(20_000);
    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);
  }

  @Test
  void aServingInstanceWhoseApplicationFailsIsPendingAndWarmsAgain() {
    FakeProxy client = harness.mesh.proxy("web-1", "catalog");
    FakeSession session = harness.serving("catalog-1", "catalog");

    engine.health(session, false, "503");
    assertThat(harness.state("catalog-1")).isEqualTo(PENDING);
    assertThat(harness.view("catalog-1").health()).isEqualTo(AppHealth.UNHEALTHY);

    client.apply();
    engine.health(session, true, "");
    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);
    client.apply();
    assertThat(harness.state("catalog-1")).isEqualTo(WARMING);
    harness.reached("web-1", "catalog-1");
    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
  }

  @Test
  void aClientThatNeverSawTheInstanceLeaveNeedNotReachItAgain() {
    FakeProxy client = harness.mesh.proxy("web-1", "catalog");
    FakeSession session = harness.join("catalog-1", "catalog");
    engine.health(session, true, "");
    client.apply();
    harness.mesh.proxy("web-2", "catalog").applied = 0;
    harness.reached("web-1", "catalog-1");

    engine.health(session, false, "503");
    engine.health(session, true, "");
    harness.mesh.proxies.remove("web-2");
    client.apply();

    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
  }

  @Test
  void withoutTheGateAnInstanceServesWhenItJoins() {
    EngineHarness bare =
        new EngineHarness(
            new RolloutSettings(Protections.without(Set.of("gate")), RolloutTimes.DEFAULT));
    bare.mesh.proxy("web-1", "catalog");

    FakeSession session = bare.join("catalog-1", "catalog");
    assertThat(bare.state("catalog-1")).isEqualTo(SERVING);

    bare.engine.health(session, false, "connection refused");
    assertThat(bare.state("catalog-1")).isEqualTo(SERVING);
  }

  @Test
  void noTimerIsLeftWhenEverythingIsSettled() {
    harness.mesh.proxy("web-1", "catalog");
    harness.serving("catalog-1", "catalog");
    harness.pass(1);

    assertThat(harness.clock.pending()).isZero();
    harness.clock.pass(Duration.ofDays(1));
    assertThat(harness.state("catalog-1")).isEqualTo(SERVING);
  }
}
