package io.heddle.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeployerTest {
  private final List<String> steps = new ArrayList<>();
  private final Set<String> neverReady = new HashSet<>();
  private final Set<String> neverExiting = new HashSet<>();
  private final VersionLog versions = new VersionLog(this::now);
  private long nanos;
  private final Deployer deployer =
      new Deployer(
          "catalog",
          FakeReplica::new,
          DeployerTimes.DEFAULT,
          new Clocks(this::now, () -> nanos, this::pause),
          versions,
          new RecordedProgress());

  @BeforeEach
  void create() throws Exception {
    deployer.create(3, "v1");
    deployer.awaitAllReady();
    steps.clear();
  }

  @Test
  void aReplicaIsStoppedOnlyWhenItsSuccessorIsReady() throws Exception {
    assertThat(deployer.roll("v2")).isEqualTo(RolloutOutcome.COMPLETED);

    assertThat(steps)
        .containsExactly(
            "start catalog-1-v2-4",
            "ready catalog-1-v2-4",
            "terminate catalog-1-v1-1",
            "start catalog-2-v2-5",
            "ready catalog-2-v2-5",
            "terminate catalog-2-v1-2",
            "start catalog-3-v2-6",
            "ready catalog-3-v2-6",
            "terminate catalog-3-v1-3");
    assertThat(deployer.replicas()).extracting(Replica::version).containsOnly("v2").hasSize(3);
  }

  @Test
  void aVersionThatDoesNotBecomeReadyIsRolledBackAndTheOldOneIsNotTouched() throws Exception {
    neverReady.add("broken");

    assertThat(deployer.roll("broken")).isEqualTo(RolloutOutcome.ROLLED_BACK);

    assertThat(steps).containsExactly("start catalog-1-broken-4", "terminate catalog-1-broken-4");
    assertThat(nanos).isGreaterThanOrEqualTo(DeployerTimes.DEFAULT.progress().toNanos());
    assertThat(deployer.replicas()).extracting(Replica::version).containsOnly("v1").hasSize(3);
    assertThat(versions.served("broken", now())).isFalse();
  }

  @Test
  void aRolloutThatFailsHalfwayIsUndone() throws Exception {
    neverReady.add("catalog-2-v2-5");

    assertThat(deployer.roll("v2")).isEqualTo(RolloutOutcome.ROLLED_BACK);

    assertThat(steps)
        .containsExactly(
            "start catalog-1-v2-4",
            "ready catalog-1-v2-4",
            "terminate catalog-1-v1-1",
            "start catalog-2-v2-5",
            "terminate catalog-2-v2-5",
            "start catalog-1-v1-6",
            "ready catalog-1-v1-6",
            "terminate catalog-1-v2-4");
    assertThat(deployer.replicas()).extracting(Replica::version).containsOnly("v1").hasSize(3);
  }

  @Test
  void aReplicaThatDoesNotExitIsKilledAndThatIsAnError() {
    neverExiting.add("catalog-1-v1-1");

    assertThatThrownBy(() -> deployer.roll("v2"))
        .isInstanceOf(IOException.class)
        .hasMessage("catalog-1-v1-1: runs PT40S after SIGTERM (expected: exited)");
    assertThat(steps).endsWith("kill catalog-1-v1-1");
  }

  @Test
  void aVersionServesFromItsFirstStartToItsLastExit() throws Exception {
    Instant before = now();
    nanos += Duration.ofSeconds(5).toNanos();
    deployer.roll("v2");

    assertThat(versions.served("v1", before)).isTrue();
    assertThat(versions.served("v2", before)).isFalse();
    nanos += Duration.ofSeconds(5).toNanos();
    assertThat(versions.served("v1", now())).isFalse();
    assertThat(versions.served("v2", now())).isTrue();
  }

  private Instant now() {
    return Instant.EPOCH.plusNanos(nanos);
  }

  private void pause(Duration duration) {
    nanos += duration.toNanos();
  }

  /** A replica that becomes ready and exits at once, unless a test says otherwise. */
  private final class FakeReplica implements Replica {
    private final ReplicaSpec spec;

    FakeReplica(ReplicaSpec spec) {
      this.spec = spec;
      steps.add("start " + spec.name());
    }

    @Override
    public String name() {
      return spec.name();
    }

    @Override
    public String version() {
      return spec.version();
    }

    @Override
    public boolean isReady() {
      if (neverReady.contains(spec.version()) || neverReady.contains(spec.name())) {
        return false;
      }
      steps.add("ready " + spec.name());
      return true;
    }

    @Override
    public String state() {
      return "FAKE";
    }

    @Override
    public void terminate() {
      steps.add("terminate " + spec.name());
    }

    @Override
    public void kill() {
      steps.add("kill " + spec.name());
    }

    @Override
    public boolean awaitExit(Duration bound) {
      return !neverExiting.contains(spec.name());
    }
  }
}
