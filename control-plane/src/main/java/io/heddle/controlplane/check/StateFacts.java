package io.heddle.controlplane.check;

import java.time.Instant;
import java.util.List;

/**
 * What a control plane keeps, without its secrets.
 *
 * @param misfits what of its authorities does not fit together
 * @param unreadable entries about instances and tokens that cannot be read, with the reason
 */
public record StateFacts(
    String path,
    List<Certificate> certificates,
    List<String> misfits,
    List<Token> tokens,
    List<String> unreadable) {
  public StateFacts {
    certificates = List.copyOf(certificates);
    misfits = List.copyOf(misfits);
    tokens = List.copyOf(tokens);
    unreadable = List.copyOf(unreadable);
  }

  /** A certificate of an authority. */
  public record Certificate(String file, String subject, Instant notAfter) {}

  /**
   * A join token.
   *
   * @param admitted instances of its service that were ever admitted
   */
  public record Token(
      String id, String service, int uses, int used, Instant expiry, int admitted) {}
}
