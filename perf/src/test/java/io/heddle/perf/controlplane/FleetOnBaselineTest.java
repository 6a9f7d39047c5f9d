package io.heddle.perf.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.perf.baseline.BaselineInProcess;
import io.heddle.perf.streams.Arrivals;
import io.heddle.perf.streams.Fleet;
import io.heddle.perf.streams.Sighting;
import io.heddle.perf.streams.Sighting.Looks;
import io.heddle.perf.streams.WireBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sidecars' own clients and stock java-control-plane, over mutual TLS. */
@Timeout(60)
final class FleetOnBaselineTest {
  private static final int STREAMS = 3;
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path directory;

  private BaselineInProcess baseline;
  private Fleet fleet;

  @BeforeEach
  void join() throws IOException, InterruptedException {
    BaselineKeys keys = new BaselineKeys(InstantSource.system(), new SecureRandom());
    keys.writeServer(directory);
    baseline = new BaselineInProcess(directory);
    fleet = new Fleet(baseline.address(), 1);
    List<Path> states = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      Path state = Files.createDirectories(directory.resolve("sidecar-" + i));
      keys.writeSidecar(state, "sidecar-" + i);
      states.add(state);
    }
    fleet.addCallers(Optional.empty(), states, List.of(BaselineInProcess.LISTENER));
  }

  @AfterEach
  void end() {
    fleet.close();
    assertThat(fleet.problems()).isEmpty();
  }

  @Test
  void aChangeArrivesAtEachAndItsBytesAreCounted() throws InterruptedException {
    awaitBoth();
    Arrivals gone = fleet.expect(sighting(20_000, Looks.ABSENT));
    WireBytes before = fleet.bytes();
    long cause = System.nanoTime();

    baseline.obey("remove " + BaselineInProcess.ENDPOINTS + " 20000");

    assertThat(gone.await(SOON)).isTrue();
    assertThat(gone.millisSince(cause)).hasSize(STREAMS).isSorted();
    assertThat(fleet.bytes().since(before).received()).isGreaterThan(STREAMS * 100L);
    assertThat(fleet.bytes().since(before).sent()).isPositive();
  }

  @Test
  void whoWasCutOffComesBackAndLearnsWhatItMissed() throws InterruptedException {
    awaitBoth();
    Arrivals healthy = fleet.expect(sighting(20_001, Looks.TAKES_REQUESTS));

    fleet.cut();
    baseline.obey("put " + BaselineInProcess.ENDPOINTS + " 20001 HEALTHY");

    assertThat(healthy.await(SOON)).isTrue();
  }

  @Test
  void whatIsSoBeforehandIsNoArrival() throws InterruptedException {
    awaitBoth();

    Arrivals there = fleet.expect(sighting(20_000, Looks.PRESENT));

    assertThat(there.isEverywhere()).isTrue();
    assertThat(there.indistinct(System.nanoTime())).isEqualTo(STREAMS);
  }

  private void awaitBoth() throws InterruptedException {
    assertThat(fleet.expect(sighting(20_001, Looks.PRESENT)).await(SOON)).isTrue();
  }

  private static Sighting sighting(int port, Looks looks) {
    return new Sighting(BaselineInProcess.ENDPOINTS, Fleet.HOST, port, looks);
  }
}
