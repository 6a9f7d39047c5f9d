package io.heddle.controlplane.identity;

import io.heddle.controlplane.rotation.RotationPhase;
import java.time.Instant;

/** Told what becomes of credentials and sessions; called from any thread, must not block. */
public interface IdentityObserver {
  /** A certificate was signed. */
  void issued(Registration registration, Instant notAfter);

  /** A connection, session or signing request was refused; the message holds no secret. */
  void refused(RefusalReason reason, String message);

  /** A workload is part of the mesh. */
  void sessionOpened(Registration registration);

  void sessionClosed(Registration registration);

  /** The change from one root to the next has come so far; {@code NONE} when it is over. */
  void rotation(RotationPhase phase);

  /** Something that should not fail did: the state directory, or the authority. */
  void failed(String what, Exception cause);

  /** Nobody is told. */
  static IdentityObserver none() {
    return new IdentityObserver() {
      @Override
      public void issued(Registration registration, Instant notAfter) {}

      @Override
      public void refused(RefusalReason reason, String message) {}

      @Override
      public void sessionOpened(Registration registration) {}

      @Override
      public void sessionClosed(Registration registration) {}

      @Override
      public void rotation(RotationPhase phase) {}

      @Override
      public void failed(String what, Exception cause) {}
    };
  }
}
