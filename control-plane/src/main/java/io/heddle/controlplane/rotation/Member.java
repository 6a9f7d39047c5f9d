package io.heddle.controlplane.rotation;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An instance as it is at one look.
 *
 * @param session a number that no other session of the instance has; empty: it is away
 * @param roots whether it trusts what is in force here
 * @param formerUntil until when it may show a certificate that is not of the next root; empty: it
 *     shows one of the next
 */
public record Member(String uid, OptionalLong session, Roots roots, Optional<Instant> formerUntil) {
  /** The roots of a connected instance. */
  public enum Roots {
    /** It has acknowledged the roots that are in force. */
    APPLIED,
    BEHIND
  }

  boolean isConnected() {
    return session.isPresent();
  }

  /** A former certificate that has expired opens nothing. */
  boolean mayShowFormer(Instant now) {
    return formerUntil.filter(until -> !now.isAfter(until)).isPresent();
  }
}
