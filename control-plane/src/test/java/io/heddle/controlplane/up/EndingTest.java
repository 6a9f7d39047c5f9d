package io.heddle.controlplane.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.up.Ending.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EndingTest {
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));
  private static final Patience PATIENT =
      new Patience(Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

  @Test
  void whoDrainsIsAskedAgainAndNotKilled() throws Exception {
    FakeUnit unit = new FakeUnit(2);

    new Ending(PATIENT).all(List.of(unit));

    assertThat(unit.heard).containsExactly("terminate", "terminate");
  }

  @Test
  void whoDoesNotEndIsKilledWithAllThatItStarted() throws Exception {
    Process orphan = new ProcessBuilder("sleep", "600").start();
    FakeUnit unit = new FakeUnit(Integer.MAX_VALUE);
    unit.started.add(orphan.toHandle());

    new Ending(SHORT).all(List.of(unit));

    assertThat(unit.heard).containsExactly("terminate", "terminate", "terminate", "kill");
    assertThat(orphan.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatAUnitLeavesBehindIsKilled() throws Exception {
    Process orphan = new ProcessBuilder("sleep", "600").start();
    FakeUnit unit = new FakeUnit(1);
    unit.started.add(orphan.toHandle());

    new Ending(PATIENT).all(List.of(unit));

    assertThat(orphan.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Ends when it has been asked so many times. */
  private static final class FakeUnit implements Ending.Unit {
    private final List<String> heard = new ArrayList<>();
    private final List<ProcessHandle> started = new ArrayList<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final int endsAt;

    FakeUnit(int endsAt) {
      this.endsAt = endsAt;
    }

    @Override
    public CompletableFuture<Integer> exit() {
      return exit;
    }

    @Override
    public void terminate() {
      heard.add("terminate");
      if (heard.size() == endsAt) {
        exit.complete(0);
      }
    }

    @Override
    public List<ProcessHandle> descendants() {
      return started;
    }

    @Override
    public void kill() {
      heard.add("kill");
      exit.complete(137);
    }
  }
}
