package io.heddle.controlplane.rotation;

import io.heddle.certs.KeyHash;
import java.time.Instant;
import java.util.Optional;

/**
 * Which root an instance's last certificate is of.
 *
 * @param formerUntil until when the instance may still show one of another root; empty: it is known
 *     to show this one
 */
public record SignedBy(KeyHash root, Optional<Instant> formerUntil) {
  public static SignedBy only(KeyHash root) {
    return new SignedBy(root, Optional.empty());
  }

  /** A certificate of {@code next} was signed, while the last one lives until {@code notAfter}. */
  public SignedBy then(KeyHash next, Instant notAfter) {
    if (next.equals(root)) {
      return this;
    }
    Instant until = formerUntil.filter(notAfter::isBefore).orElse(notAfter);
    return new SignedBy(next, Optional.of(until));
  }

  /** Until when one that is not of {@code wanted} may be shown. */
  public Optional<Instant> otherThan(KeyHash wanted, Instant notAfter) {
    return wanted.equals(root) ? formerUntil : Optional.of(notAfter);
  }
}
