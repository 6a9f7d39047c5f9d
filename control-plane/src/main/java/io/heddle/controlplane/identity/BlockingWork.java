package io.heddle.controlplane.identity;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Runs what blocks away from the mesh thread, and goes on there with the outcome. */
final class BlockingWork {
  private final Executor issuing;
  private final Executor mesh;
  private final IdentityObserver observer;

  BlockingWork(Executor issuing, Executor mesh, IdentityObserver observer) {
    this.issuing = issuing;
    this.mesh = mesh;
    this.observer = observer;
  }

  /** May block. */
  interface Attempt<T> {
    T run() throws RefusedException;
  }

  <T> void run(Attempt<T> attempt, Consumer<T> then, Consumer<RefusedException> refused) {
    issuing.execute(() -> {
      try {
        T result = attempt.run();
        mesh.execute(() -> then.accept(result));
      } catch (RefusedException refusal) {
        mesh.execute(() -> refused.accept(refusal));
      } catch (RuntimeException e) {
        observer.failed("session", e);
        RefusedException refusal =
            new RefusedException(
                RefusalReason.AUTHORITY_FAILED,
                "signing request: failed: " + e,
                Issuer.STATE_RETRY);
        mesh.execute(() -> refused.accept(refusal));
      }
    });
  }
}
