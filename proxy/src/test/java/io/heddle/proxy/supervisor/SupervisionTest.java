package io.heddle.proxy.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupervisionTest {
  private static final SupervisorTimes TIMES =
      new SupervisorTimes(Duration.ofSeconds(22), Duration.ofSeconds(30));
  private static final int BY_TERM = 143;

  private final List<String> done = new ArrayList<>();
  private long nanos = 5;
  private Supervision unit = unit(StopOrder.SIDECAR_DRAINS_FIRST);

  @Test
  void theApplicationStartsOnceItsSidecarHas() {
    unit.start();
    assertThat(done).containsExactly("start sidecar");

    unit.onWord(Word.STARTED);

    assertThat(done).containsExactly("start sidecar", "start application");
  }

  @Test
  void aSignalDrainsThenStopsTheApplicationThenTheSidecar() {
    running();

    unit.onSignal();
    assertThat(done).containsExactly("tell DRAIN");
    unit.onWord(Word.DRAINED);
    assertThat(done).endsWith("terminate application");
    unit.onApplicationExit(BY_TERM);
    assertThat(done).endsWith("tell APPLICATION_EXITED");
    unit.onSidecarExit(0);

    assertThat(done)
        .containsExactly(
            "tell DRAIN", "terminate application", "tell APPLICATION_EXITED", "finish 0");
    assertThat(unit.isDone()).isTrue();
  }

  @Test
  void theApplicationsOwnCodeIsKept() {
    running();
    unit.onSignal();
    unit.onWord(Word.DRAINED);

    unit.onApplicationExit(7);
    unit.onSidecarExit(0);

    assertThat(done).endsWith("finish 7");
  }

  @Test
  void aSidecarThatDoesNotDrainInTimeIsNotWaitedFor() {
    running();
    unit.onSignal();

    pass(TIMES.drain().minusMillis(1));
    assertThat(done).containsExactly("tell DRAIN");
    pass(Duration.ofMillis(1));

    assertThat(done).containsExactly("tell DRAIN", "terminate application");
  }

  @Test
  void theGraceCountsFromTheSignal() {
    running();
    unit.onSignal();
    pass(Duration.ofSeconds(10));
    unit.onWord(Word.DRAINED);

    pass(TIMES.grace().minusSeconds(10).minusMillis(1));
    assertThat(done).endsWith("terminate application");
    pass(Duration.ofMillis(1));

    assertThat(done).endsWith("kill application");
  }

  @Test
  void everyFurtherSignalTakesTheNextStep() {
    running();

    unit.onSignal();
    unit.onSignal();
    unit.onSignal();

    assertThat(done)
        .containsExactly("tell DRAIN", "tell HASTEN", "terminate application", "kill application");
  }

  @Test
  void withoutTheBarrierBothAreAskedAtOnce() {
    unit = unit(StopOrder.TOGETHER);
    running();

    unit.onSignal();

    assertThat(done).containsExactly("tell DRAIN", "terminate application");
  }

  @Test
  void aSidecarThatWasKilledIsReplacedAtOnce() {
    running();
    pass(SupervisorTimes.SETTLED);

    unit.onSidecarExit(137);

    assertThat(done).containsExactly("start sidecar");
  }

  @Test
  void aSidecarThatDiesSoonAfterItsStartIsReplacedAfterAPause() {
    running();
    pass(SupervisorTimes.SETTLED);
    unit.onSidecarExit(137);
    unit.onSidecarExit(1);
    assertThat(done).containsExactly("start sidecar");

    pass(SupervisorTimes.RESTART_PAUSE.minusMillis(1));
    assertThat(done).containsExactly("start sidecar");
    pass(Duration.ofMillis(1));

    assertThat(done).containsExactly("start sidecar", "start sidecar");
  }

  @Test
  void aReplacedSidecarDoesNotStartTheApplicationAgain() {
    running();
    pass(SupervisorTimes.SETTLED);
    unit.onSidecarExit(137);

    unit.onWord(Word.STARTED);

    assertThat(done).containsExactly("start sidecar");
  }

  @Test
  void aSidecarThatNeverWorkedAndSaysWhyEndsTheUnitWithItsCode() {
    unit.start();

    unit.onSidecarExit(2);

    assertThat(done).containsExactly("start sidecar", "finish 2");
  }

  @Test
  void anApplicationThatExitsByItselfIsDrainedBehind() {
    running();

    unit.onApplicationExit(BY_TERM);
    assertThat(done).containsExactly("tell APPLICATION_EXITED");
    pass(TIMES.drain().minusMillis(1));
    assertThat(done).containsExactly("tell APPLICATION_EXITED");
    unit.onSidecarExit(0);

    assertThat(done).containsExactly("tell APPLICATION_EXITED", "finish 143");
  }

  @Test
  void aSidecarThatDoesNotLeaveIsKilled() {
    running();
    unit.onSignal();
    unit.onWord(Word.DRAINED);
    unit.onApplicationExit(0);

    pass(SupervisorTimes.FINISH);
    assertThat(done).endsWith("kill sidecar");
    unit.onSidecarExit(137);

    assertThat(done).endsWith("finish 0");
  }

  @Test
  void aSidecarThatDiesWhileItDrainsLeavesNothingToWaitFor() {
    running();
    unit.onSignal();

    unit.onSidecarExit(137);
    assertThat(done).endsWith("terminate application");
    unit.onApplicationExit(BY_TERM);

    assertThat(done).endsWith("finish 0");
  }

  @Test
  void aCommandThatCannotBeStartedEndsTheUnit() {
    running();

    unit.onApplicationNotStarted();
    unit.onSidecarExit(0);

    assertThat(done).endsWith("finish 127");
  }

  @Test
  void aSignalBeforeTheApplicationHasStartedEndsTheSidecar() {
    unit.start();
    done.clear();

    unit.onSignal();
    unit.onSidecarExit(0);

    assertThat(done).containsExactly("tell APPLICATION_EXITED", "finish 0");
  }

  private Supervision unit(StopOrder order) {
    return new Supervision(TIMES, order, new RecordedUnits(done), () -> nanos);
  }

  private void running() {
    unit.start();
    unit.onWord(Word.STARTED);
    done.clear();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    unit.tick();
  }
}
