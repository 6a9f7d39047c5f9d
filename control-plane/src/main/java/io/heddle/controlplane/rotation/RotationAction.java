package io.heddle.controlplane.rotation;

/** What a rotation wants done. */
public sealed interface RotationAction {
  /** Trust and show what the phase says. */
  record Enter(RotationPhase phase) implements RotationAction {}

  /** Make the phase durable, sign as it says, and answer with an event. */
  record Keep(RotationPhase phase) implements RotationAction {}

  /** Ask a connected instance for its next signing request. */
  record Renew(String uid) implements RotationAction {}
}
