package io.heddle.perf.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.perf.process.Clocks;
import io.heddle.perf.process.Placement;
import io.heddle.perf.process.ProcessGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class RoundsTest {
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Plan PLAN =
      new Plan(3, List.of(200, 100), 2, SHORT, SHORT, SHORT, Set.of(Make.NGINX), 5);

  @TempDir Path directory;

  private final List<String> lines = new ArrayList<>();
  private final ProcessGroup processes =
      new ProcessGroup(new Placement.Shared("in a test"), System::nanoTime);
  private Backend backend;

  @BeforeEach
  void open() throws IOException {
    backend = Backend.open(0);
  }

  @AfterEach
  void close() {
    processes.close();
    backend.close();
  }

  @Test
  void everyContenderHasItsTurnInEachRound() throws Exception {
    List<Round> rounds = run(new FakePeer("a", "1"), new FakePeer("b", "1"));

    assertThat(rounds).hasSize(3);
    assertThat(rounds.stream().map(Round::order).distinct()).hasSizeGreaterThan(1);
    for (Round round : rounds) {
      assertThat(round.order()).containsExactlyInAnyOrder("a", "b", "direct");
      assertThat(round.problems()).isEmpty();
      assertThat(round.direct()).extracting(Traffic::requestsPerSecond).containsExactly(200, 100);
      assertThat(round.pairs()).containsOnlyKeys("a", "b");
      assertThat(round.pairs().values()).allSatisfy(RoundsTest::isMeasured);
    }
    assertThat(lines).hasSize(9).allMatch(line -> line.matches("round ./3 .*ms.*"));
  }

  @Test
  void aContenderThatFailsIsToldAndTheOthersGoOn() throws Exception {
    List<Round> rounds = run(new FakePeer("a", "1"), new DeadPeer());

    assertThat(rounds).hasSize(3);
    assertThat(rounds)
        .allSatisfy(round -> {
          assertThat(round.pairs()).containsOnlyKeys("a");
          assertThat(round.problems())
              .containsExactly("dead: server: ended without an answer; it last said:");
        });
  }

  private static void isMeasured(PairRun run) {
    assertThat(run.readyMillis()).isPositive();
    assertThat(run.cold().traffic().requestsPerSecond()).isEqualTo(200);
    assertThat(run.phases()).hasSize(2);
    assertThat(run.phases())
        .allSatisfy(phase -> {
          assertThat(phase.traffic().failed()).isZero();
          // What sleeps uses nothing.
          assertThat(phase.microsPerSidecar()).isBetween(0.0, 5.0);
        });
    assertThat(run.client().rssKib()).isPositive();
  }

  private List<Round> run(Peer... peers) throws IOException, InterruptedException {
    Loads loads = new Loads(Clocks.SYSTEM, 2, 1);
    Trial trial = new Trial(PLAN, loads, new ReadyProbe(Clocks.SYSTEM));
    FreePorts ports = new FreePorts(new SplittableRandom(1));
    Site site = new Site(directory, ports, backend.port(), processes);
    return new Rounds(PLAN, trial, loads, lines::add).run(List.of(peers), site);
  }

  /** A peer whose sidecars end at once, on a port that nobody listens on. */
  private record DeadPeer() implements Peer {
    @Override
    public String name() {
      return "dead";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Warming warming() {
      return Warming.NATIVE;
    }

    @Override
    public Pair start(Site site) throws IOException {
      Pair alive = new FakePeer("dead", "1").start(site);
      alive.server().kill();
      alive.server().awaitGone();
      return new Pair(site.ports().next(), alive.client(), alive.server());
    }
  }
}
