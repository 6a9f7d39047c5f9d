package io.heddle.proxy.supervisor;

import java.time.Duration;

/**
 * How long a supervisor waits.
 *
 * @param drain for the sidecar to be drained
 * @param grace from being asked to stop until the application is killed
 */
public record SupervisorTimes(Duration drain, Duration grace) {
  /** For the sidecar to finish once the application has exited by request. */
  static final Duration FINISH = Duration.ofSeconds(5);

  /** Before a sidecar is started again that died soon after its start. */
  static final Duration RESTART_PAUSE = Duration.ofMillis(500);

  /** A sidecar that dies earlier died soon. */
  static final Duration SETTLED = Duration.ofSeconds(1);
}
