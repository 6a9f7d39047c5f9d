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
    expect(message, Duration.ZERO);
  }

  /** Who was told to wait for so long, and does that, is not silent. */
  void expect(String message, Duration toldToWait) {
    Duration limit = LIMIT.plus(toldToWait);
    RefusedException refusal =
        new RefusedException(
            RefusalReason.SESSION_SILENT,
            "session: silent for " + limit.toSeconds() + " s (expected: " + message + ")");
    alarm.cancel();
    alarm = timer.after(limit, () -> refuse.accept(refusal));
  }

  /** It has come, or is not due any more. */
  void settled() {
    alarm.cancel();
  }
}
