package io.heddle.certs;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An authority's own certificates.
 *
 * @param certificates the signing one first, its issuers after it, the self-signed root last
 */
record AuthorityChain(String trustDomain, List<X509Certificate> certificates) {
  AuthorityChain {
    certificates = List.copyOf(certificates);
  }

  /** Checks certificates that a user may have brought. */
  static AuthorityChain of(String trustDomain, List<X509Certificate> certificates, Instant now) {
    for (X509Certificate certificate : certificates) {
      checkOne(certificate, trustDomain, now);
    }
    for (int i = 0; i + 1 < certificates.size(); i++) {
      checkIssued(certificates.get(i), certificates.get(i + 1));
    }
    X509Certificate root = certificates.getLast();
    if (!PinnedRoot.isSelfSigned(root)) {
      throw new IllegalArgumentException(
          "authority certificate: "
              + root.getSubjectX500Principal()
              + " is not self-signed (expected: the signing certificate first, then its issuers up to"
              + " the root)");
    }
    return new AuthorityChain(trustDomain, certificates);
  }

  X509Certificate signer() {
    return certificates.getFirst();
  }

  TrustBundle bundle() {
    return new TrustBundle(trustDomain, List.of(certificates.getLast()));
  }

  Instant notAfter() {
    return certificates.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** What a holder of {@code leaf} shows: everything but the root. */
  List<X509Certificate> below(X509Certificate leaf) {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(leaf);
    chain.addAll(certificates.subList(0, certificates.size() - 1));
    return List.copyOf(chain);
  }

  private static void checkOne(X509Certificate certificate, String trustDomain, Instant now) {
    String name = "authority certificate: " + certificate.getSubjectX500Principal();
    if (!SvidRules.isAuthority(certificate)) {
      throw new IllegalArgumentException(
          name + " is a leaf (expected: basicConstraints cA=true and keyUsage keyCertSign)");
    }
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new IllegalArgumentException(
          name
              + " expired "
              + certificate.getNotAfter().toInstant()
              + " (expected: valid at "
              + now
              + ")");
    }
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      throw new IllegalArgumentException(
          name
              + " is valid from "
              + certificate.getNotBefore().toInstant()
              + " (expected: valid at "
              + now
              + ")");
    }
    String expected = SpiffeId.ofTrustDomain(trustDomain).toString();
    List<String> names = UriNames.of(certificate);
    if (!names.isEmpty() && !names.equals(List.of(expected))) {
      throw new IllegalArgumentException(
          name + " names " + names + " (expected: " + expected + ", or none)");
    }
  }

  private static void checkIssued(X509Certificate certificate, X509Certificate issuer) {
    try {
      if (certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        certificate.verify(issuer.getPublicKey());
        return;
      }
    } catch (GeneralSecurityException _) {
      // Answered below.
    }
    throw new IllegalArgumentException(
        "authority certificate: "
            + certificate.getSubjectX500Principal()
            + " is not signed by the next, "
            + issuer.getSubjectX500Principal()
            + " (expected: the signing certificate first, then its issuers up to the root)");
  }
}
