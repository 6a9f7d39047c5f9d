package io.heddle.controlplane.identity;

import io.heddle.controlplane.xds.MeshThread.Cancellation;
import io.heddle.controlplane.xds.MeshThread.Timer;
import java.time.Duration;
import java.util.function.Consumer;

/** Ends a session that does not say what is due, for it takes a place. On the mesh thread. */
final class AwaitedMessage {
  static final Duration LIMIT = Duration.ofSeconds(10);

  private final Timer timer;
  private final Consumer<RefusedException> refuse;
  private Cancellation alarm = () -> {};

  AwaitedMessage(Timer timer, Consumer<RefusedException> refuse) {
    this.timer = timer;
    this.refuse = refuse;
  }

  void expect(String message) {
    RefusedException refusal =
        new RefusedException(
            RefusalReason.SESSION_SILENT,
            "session: silent for " + LIMIT.toSeconds() + " s (expected: " + message + ")");
    alarm = timer.after(LIMIT, () -> refuse.accept(refusal));
  }

  /** It has come, or is not due any more. */
  void settled() {
    alarm.cancel();
  }
}
