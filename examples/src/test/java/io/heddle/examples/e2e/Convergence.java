package io.heddle.examples.e2e;

import java.io.IOException;
import java.time.Duration;

/** Whether what is written in the files is in force on every proxy. */
final class Convergence {
  private static final Duration BOUND = Duration.ofSeconds(15);

  private Convergence() {}

  /** Makes the control plane read the files now. */
  static boolean isReached(String admin) throws IOException {
    return Page.get(admin, "/v1/convergence?sync=true").json().path("converged").asBoolean();
  }

  static void await(String admin) throws InterruptedException {
    Await.until("everything is everywhere", BOUND, () -> isReached(admin));
  }
}
