package io.heddle.proxy.supervisor;

import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a sidecar and an application as one unit.
 *
 * <p>Everything is decided on the calling thread; others (signals, the sidecar's output, the
 * processes' ends) only add to its queue.
 */
public final class Supervisor {
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Supervision supervision;
  private int code;

  public Supervisor(SupervisorTimes times, StopOrder order, Commands commands, PrintStream out) {
    Processes processes = new Processes(commands, out, new Events());
    this.supervision = new Supervision(times, order, processes, System::nanoTime);
  }

  /** Returns the unit's exit code when both processes have ended. */
  public int run() throws InterruptedException {
    Signals.onStop(() -> events.add(this::onSignal));
    supervision.start();
    while (!supervision.isDone()) {
      @Nullable Runnable event =
          events.poll(supervision.deadlineNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event != null) {
        event.run();
      } else {
        supervision.tick();
      }
    }
    return code;
  }

  /** Ends the unit as two signals do: nobody is to take over. May be called on any thread. */
  public void stopForGood() {
    events.add(this::onSignal);
    events.add(this::onSignal);
  }

  private void onSignal() {
    supervision.onSignal();
  }

  /** What happens elsewhere, brought to the supervisor's thread. */
  private final class Events implements ProcessEvents {
    @Override
    public void onWord(Word word) {
      events.add(() -> supervision.onWord(word));
    }

    @Override
    public void onSidecarExit(int exitCode) {
      events.add(() -> supervision.onSidecarExit(exitCode));
    }

    @Override
    public void onApplicationExit(int exitCode) {
      events.add(() -> supervision.onApplicationExit(exitCode));
    }

    @Override
    public void onApplicationNotStarted() {
      events.add(supervision::onApplicationNotStarted);
    }

    @Override
    public void onFinished(int exitCode) {
      code = exitCode;
    }
  }
}
