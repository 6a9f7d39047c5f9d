package io.heddle.certs;

import io.heddle.certs.SvidRejectedException.Reason;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The roots of one trust domain. */
public record TrustBundle(String trustDomain, List<X509Certificate> roots) {
  private static final int MAX_CHAIN = 8;

  public TrustBundle {
    SpiffeId.ofTrustDomain(trustDomain);
    roots = List.copyOf(roots);
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("roots: none (expected: at least 1)");
    }
    for (X509Certificate root : roots) {
      if (!SvidRules.isAuthority(root)) {
        throw new IllegalArgumentException(
            "root: "
                + root.getSubjectX500Principal()
                + " is no authority (expected: cA=true and keyCertSign)");
      }
    }
  }

  public static TrustBundle parse(String trustDomain, String pem) {
    return new TrustBundle(trustDomain, Pem.parseCertificates(pem));
  }

  /** These roots and those of {@code other}, none twice. */
  public TrustBundle and(TrustBundle other) {
    Set<X509Certificate> all = new LinkedHashSet<>(roots);
    all.addAll(other.roots);
    return new TrustBundle(trustDomain, List.copyOf(all));
  }

  public String pem() {
    return Pem.encode(roots);
  }

  /**
   * Checks that a chain, leaf first, is an X509-SVID of this trust domain at a moment.
   *
   * @return whose it is
   */
  public SpiffeId verify(List<X509Certificate> chain, Instant at) throws SvidRejectedException {
    return vouch(chain, at).id();
  }

  /** What is known of a chain that was verified, and by which root. */
  public record Vouched(SpiffeId id, KeyHash root) {}

  /** As {@link #verify}, and says which root it was. */
  public Vouched vouch(List<X509Certificate> chain, Instant at) throws SvidRejectedException {
    if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
      throw new SvidRejectedException(
          Reason.CHAIN_LENGTH,
          "chain: " + chain.size() + " certificates (expected: 1-" + MAX_CHAIN + ")");
    }
    SpiffeId id = SvidRules.checkLeaf(chain.getFirst(), trustDomain);
    SvidRules.checkTime(chain.getFirst(), at);
    List<X509Certificate> path = withoutRoot(chain);
    for (X509Certificate intermediate : path.subList(1, path.size())) {
      SvidRules.checkIntermediate(intermediate, trustDomain);
    }
    for (X509Certificate certificate : path) {
      SvidRules.checkSignature(certificate);
    }
    return new Vouched(id, KeyHash.of(anchor(path, at, id).getPublicKey()));
  }

  private List<X509Certificate> withoutRoot(List<X509Certificate> chain) {
    return chain.size() > 1 && roots.contains(chain.getLast())
        ? chain.subList(0, chain.size() - 1)
        : chain;
  }

  private X509Certificate anchor(List<X509Certificate> path, Instant at, SpiffeId id)
      throws SvidRejectedException {
    Set<TrustAnchor> anchors = anchors(at);
    if (anchors.isEmpty()) {
      throw new SvidRejectedException(
          Reason.UNTRUSTED,
          "trust bundle of " + trustDomain + ": no valid root (expected: one valid at " + at + ")");
    }
    try {
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      var result =
          (PKIXCertPathValidatorResult)
              CertPathValidator.getInstance("PKIX")
                  .validate(
                      CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return result.getTrustAnchor().getTrustedCert();
    } catch (GeneralSecurityException e) {
      throw new SvidRejectedException(
          Reason.UNTRUSTED,
          "certificate of "
              + id
              + ": "
              + e.getMessage()
              + " (expected: signed by an authority of "
              + trustDomain
              + ")",
          e);
    }
  }

  /** The path validation of the JDK does not look at an anchor's own dates. */
  private Set<TrustAnchor> anchors(Instant at) {
    return roots.stream()
        .filter(root -> SvidRules.isValid(root, at))
        .map(root -> new TrustAnchor(root, null))
        .collect(Collectors.toUnmodifiableSet());
  }
}
