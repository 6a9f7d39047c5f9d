package io.heddle.proxy.supervisor;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The order in which a sidecar and its application start, stop and are replaced.
 *
 * <p>On the supervisor's main thread only. {@link #tick} is called at {@link #deadlineNanos} at the
 * latest.
 */
final class Supervision {
  private static final int KILLED_BY_TERM = 128 + 15;
  private static final int CANNOT_EXECUTE = 127;

  private final SupervisorTimes times;
  private final StopOrder order;
  private final Units units;
  private final LongSupplier nanoTicker;
  private Phase phase = Phase.STARTING;
  private boolean sidecarAlive;
  private boolean sidecarHasWorked;
  private boolean terminated;
  private long sidecarStartNanos;
  private long stopNanos;
  private long deadlineNanos;
  private int code;

  private enum Phase {
    /** The application waits for its sidecar. */
    STARTING,
    RUNNING,
    DRAINING,
    /** The application was asked to stop. */
    STOPPING,
    /** The application has exited, the sidecar finishes. */
    LEAVING,
    DONE
  }

  Supervision(SupervisorTimes times, StopOrder order, Units units, LongSupplier nanoTicker) {
    this.times = times;
    this.order = order;
    this.units = units;
    this.nanoTicker = nanoTicker;
  }

  void start() {
    startSidecar();
  }

  boolean isDone() {
    return phase == Phase.DONE;
  }

  /** When something is due; far away when nothing is. */
  long deadlineNanos() {
    return deadlineNanos;
  }

  void onWord(Word word) {
    switch (word) {
      case STARTED -> {
        sidecarHasWorked = true;
        if (phase == Phase.STARTING) {
          phase = Phase.RUNNING;
          units.startApplication();
        }
      }
      case DRAINED -> {
        if (phase == Phase.DRAINING) {
          terminate();
        }
      }
      case DRAIN, HASTEN, APPLICATION_EXITED -> {}
    }
  }

  /** Someone asks the unit to stop; each further time it takes the next step at once. */
  void onSignal() {
    switch (phase) {
      case STARTING -> leave(0, SupervisorTimes.FINISH);
      case RUNNING -> stop();
      case DRAINING -> {
        units.tellSidecar(Word.HASTEN);
        terminate();
      }
      case STOPPING -> units.killApplication();
      case LEAVING -> units.killSidecar();
      case DONE -> {}
    }
  }

  void onApplicationExit(int exitCode) {
    int kept = terminated && exitCode == KILLED_BY_TERM ? 0 : exitCode;
    switch (phase) {
      case RUNNING -> leave(kept, times.drain());
      case DRAINING -> leave(kept, times.drain());
      case STOPPING -> leave(kept, SupervisorTimes.FINISH);
      case STARTING, LEAVING, DONE -> {}
    }
  }

  void onApplicationNotStarted() {
    leave(CANNOT_EXECUTE, times.drain());
  }

  void onSidecarExit(int exitCode) {
    sidecarAlive = false;
    switch (phase) {
      case STARTING, RUNNING -> replaceSidecar(exitCode);
      case DRAINING -> terminate();
      case STOPPING, DONE -> {}
      case LEAVING -> finish(code);
    }
  }

  void tick() {
    if (nanoTicker.getAsLong() - deadlineNanos < 0) {
      return;
    }
    nothingDue();
    switch (phase) {
      case STARTING, RUNNING -> {
        if (!sidecarAlive) {
          startSidecar();
        }
      }
      case DRAINING -> terminate();
      case STOPPING -> units.killApplication();
      case LEAVING -> units.killSidecar();
      case DONE -> {}
    }
  }

  private void startSidecar() {
    sidecarAlive = true;
    sidecarStartNanos = nanoTicker.getAsLong();
    nothingDue();
    units.startSidecar();
  }

  /** A sidecar that never worked and says why is not tried again: its settings are wrong. */
  private void replaceSidecar(int exitCode) {
    if (!sidecarHasWorked && (exitCode == 1 || exitCode == 2)) {
      finish(exitCode);
      return;
    }
    long lived = nanoTicker.getAsLong() - sidecarStartNanos;
    if (lived >= SupervisorTimes.SETTLED.toNanos()) {
      startSidecar();
    } else {
      due(SupervisorTimes.RESTART_PAUSE);
    }
  }

  private void stop() {
    stopNanos = nanoTicker.getAsLong();
    phase = Phase.DRAINING;
    units.tellSidecar(Word.DRAIN);
    due(times.drain());
    if (order == StopOrder.TOGETHER || !sidecarAlive) {
      terminate();
    }
  }

  private void terminate() {
    phase = Phase.STOPPING;
    terminated = true;
    deadlineNanos = stopNanos + times.grace().toNanos();
    units.terminateApplication();
  }

  private void leave(int exitCode, Duration patience) {
    code = exitCode;
    phase = Phase.LEAVING;
    if (!sidecarAlive) {
      finish(exitCode);
      return;
    }
    due(patience);
    units.tellSidecar(Word.APPLICATION_EXITED);
  }

  private void finish(int exitCode) {
    phase = Phase.DONE;
    units.finish(exitCode);
  }

  private void due(Duration after) {
    deadlineNanos = nanoTicker.getAsLong() + after.toNanos();
  }

  private void nothingDue() {
    due(Duration.ofDays(1));
  }
}
