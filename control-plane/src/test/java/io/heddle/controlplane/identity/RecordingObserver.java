package io.heddle.controlplane.identity;

import io.heddle.controlplane.rotation.RotationPhase;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class RecordingObserver implements IdentityObserver {
  private final List<RefusalReason> refusals = new CopyOnWriteArrayList<>();
  private final List<RotationPhase> phases = new CopyOnWriteArrayList<>();
  private final List<String> issued = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<String> sessions = new CopyOnWriteArrayList<>();

  List<RotationPhase> phases() {
    return phases;
  }

  List<RefusalReason> refusals() {
    return refusals;
  }

  List<String> issued() {
    return issued;
  }

  List<String> failures() {
    return failures;
  }

  List<String> sessions() {
    return sessions;
  }

  @Override
  public void issued(Registration registration, Instant notAfter) {
    issued.add(registration.uid());
  }

  @Override
  public void refused(RefusalReason reason, String message) {
    refusals.add(reason);
  }

  @Override
  public void sessionOpened(Registration registration) {
    sessions.add("+" + registration.uid());
  }

  @Override
  public void sessionClosed(Registration registration) {
    sessions.add("-" + registration.uid());
  }

  @Override
  public void rotation(RotationPhase phase) {
    phases.add(phase);
  }

  @Override
  public void failed(String what, Exception cause) {
    failures.add(what);
  }
}
