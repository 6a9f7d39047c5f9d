package io.heddle.controlplane.rotation;

import java.time.Instant;
import java.util.List;

/** What a rotation is told. */
public sealed interface RotationEvent {
  /** Somebody has put a next root into the state directory. */
  record Found(Instant since) implements RotationEvent {}

  /** Somebody has taken it back. */
  record Withdrawn() implements RotationEvent {}

  /** All instances that are registered or connected, as they are now. */
  record Looked(List<Member> members) implements RotationEvent {
    public Looked {
      members = List.copyOf(members);
    }
  }

  /** The phase is durable, and certificates are signed as it says. */
  record Kept(RotationPhase phase) implements RotationEvent {}

  /** The phase could not be made durable. */
  record NotKept() implements RotationEvent {}
}
