package io.heddle.controlplane.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random orders of everything that may happen; the seed is the test's name. {@code
 * -Dheddle.seeds=200} runs more of them: each takes half a second.
 */
final class RotationSimulationTest {
  private static final int STEPS = 3_000;
  private static final Duration ENDS_WITHIN = SimulatedMesh.LIFETIME.plus(Duration.ofMinutes(5));

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("heddle.seeds", 20));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nobodyShowsWhatAnotherDoesNotTrustAndItEnds(long seed) {
    SimulatedMesh mesh = new SimulatedMesh(new Random(seed));
    for (int i = 0; i < 5; i++) {
      mesh.join();
    }
    for (int i = 0; i < STEPS; i++) {
      if (i == STEPS / 10) {
        mesh.request();
      }
      step(mesh);
      mesh.check();
    }

    allIsWell(mesh);

    assertThat(mesh.phase()).isEqualTo(RotationPhase.NONE);
    assertThat(mesh.sidecars())
        .filteredOn(SimulatedSidecar::isAlive)
        .isNotEmpty()
        .allMatch(sidecar -> sidecar.root().equals(SimulatedMesh.NEW))
        .allMatch(sidecar -> sidecar.bundle().equals(Set.of(SimulatedMesh.NEW)));
    assertThat(mesh.crashes()).isPositive();
  }

  private static void step(SimulatedMesh mesh) {
    Random random = mesh.random();
    switch (random.nextInt(40)) {
      case 0 -> mesh.join();
      case 1 -> mesh.any().ifPresent(SimulatedSidecar::disconnect);
      case 2 -> {
        if (random.nextInt(10) == 0) {
          mesh.crash();
        }
      }
      case 3 -> {
        if (random.nextInt(20) == 0) {
          mesh.leaveForGood();
        }
      }
      case 4, 5 -> mesh.start();
      case 6, 7, 8, 9, 10 -> mesh.any().ifPresent(SimulatedSidecar::connect);
      case 11, 12, 13, 14 -> mesh.pass(Duration.ofMillis(random.nextInt(6_000)));
      case 15 -> {
        if (random.nextInt(20) == 0) {
          mesh.pass(Duration.ofSeconds(random.nextInt(100)));
        }
      }
      case 16, 17, 18 -> mesh.disk();
      case 19, 20, 21, 22, 23, 24 -> mesh.look();
      default -> mesh.any().ifPresent(SimulatedSidecar::receive);
    }
  }

  private static void allIsWell(SimulatedMesh mesh) {
    mesh.start();
    for (long second = 0; second < ENDS_WITHIN.toSeconds(); second++) {
      mesh.sidecars().forEach(SimulatedSidecar::connect);
      for (int i = 0; i < 3; i++) {
        mesh.sidecars().forEach(SimulatedSidecar::receive);
      }
      mesh.look();
      mesh.disk();
      mesh.pass(Duration.ofSeconds(1));
      mesh.check();
    }
  }
}
