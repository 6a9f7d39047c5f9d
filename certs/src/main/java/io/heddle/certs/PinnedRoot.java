package io.heddle.certs;

import io.heddle.certs.SvidRejectedException.Reason;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the root that a join token pins in the chain that a server shows. */
public final class PinnedRoot {
  private PinnedRoot() {}

  /** The trust domain is the one that the leaf names: whoever holds the pinned key may name it. */
  public static TrustBundle in(List<X509Certificate> chain, Collection<KeyHash> pins)
      throws SvidRejectedException {
    for (X509Certificate certificate : chain) {
      if (pins.contains(KeyHash.of(certificate.getPublicKey()))
          && isSelfSigned(certificate)
          && SvidRules.isAuthority(certificate)) {
        return new TrustBundle(trustDomain(chain.getFirst()), List.of(certificate));
      }
    }
    throw new SvidRejectedException(
        Reason.NOT_PINNED,
        "chain of "
            + chain.size()
            + " certificates: no root with key hash "
            + pins.stream().map(KeyHash::text).collect(Collectors.joining(" or "))
            + " (expected: the root that the join token pins)");
  }

  static boolean isSelfSigned(X509Certificate certificate) {
    if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static String trustDomain(X509Certificate leaf) throws SvidRejectedException {
    return SpiffeId.of(leaf)
        .map(SpiffeId::trustDomain)
        .orElseThrow(() ->
            new SvidRejectedException(
                Reason.NO_URI_NAME, "certificate: no URI name (expected: one SPIFFE id)"));
  }
}
