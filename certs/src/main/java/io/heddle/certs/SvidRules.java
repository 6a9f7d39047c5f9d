package io.heddle.certs;

import io.heddle.certs.SvidRejectedException.Reason;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What the X509-SVID standard asks of single certificates, beside RFC 5280's path validation. That
 * names are critical where there is no subject is checked by the JDK as it reads a certificate.
 */
final class SvidRules {
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final List<String> SIGNATURES =
      List.of(
          "SHA256withECDSA",
          "SHA384withECDSA",
          "SHA512withECDSA",
          "SHA256withRSA",
          "SHA384withRSA",
          "SHA512withRSA",
          "RSASSA-PSS",
          "Ed25519");
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_CERT_SIGN = 5;
  private static final int CRL_SIGN = 6;

  private SvidRules() {}

  /** X509-SVID 2, 4.1, 4.3 and 4.4 for a leaf; returns its id. */
  static SpiffeId checkLeaf(X509Certificate leaf, String trustDomain) throws SvidRejectedException {
    SpiffeId id = id(leaf);
    if (!id.trustDomain().equals(trustDomain)) {
      throw new SvidRejectedException(
          Reason.OTHER_TRUST_DOMAIN,
          "certificate of " + id + ": other trust domain (expected: " + trustDomain + ")");
    }
    if (id.path().isEmpty()) {
      throw new SvidRejectedException(
          Reason.NO_PATH, "certificate of " + id + ": no path (expected: a workload's id)");
    }
    checkPurpose(leaf, id);
    return id;
  }

  /** X509-SVID 4.1, 5.1: an intermediate has the trust domain's id, or none. */
  static void checkIntermediate(X509Certificate intermediate, String trustDomain)
      throws SvidRejectedException {
    List<String> names = UriNames.of(intermediate);
    String expected = SpiffeId.ofTrustDomain(trustDomain).toString();
    if (names.size() > 1 || (names.size() == 1 && !names.getFirst().equals(expected))) {
      throw new SvidRejectedException(
          Reason.BAD_INTERMEDIATE,
          "intermediate certificate: names " + names + " (expected: none, or " + expected + ")");
    }
    if (!isAuthority(intermediate)) {
      throw new SvidRejectedException(
          Reason.BAD_INTERMEDIATE,
          "intermediate certificate: no authority (expected: cA=true and keyCertSign)");
    }
  }

  /** Whether a certificate may sign others. */
  static boolean isAuthority(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return certificate.getBasicConstraints() >= 0 && (usage == null || usage[KEY_CERT_SIGN]);
  }

  static void checkSignature(X509Certificate certificate) throws SvidRejectedException {
    String algorithm = certificate.getSigAlgName();
    if (!SIGNATURES.contains(algorithm)) {
      throw new SvidRejectedException(
          Reason.WEAK_SIGNATURE,
          "certificate: signed with " + algorithm + " (expected: one of " + SIGNATURES + ")");
    }
  }

  static boolean isValid(X509Certificate certificate, Instant at) {
    return !at.isBefore(certificate.getNotBefore().toInstant())
        && !at.isAfter(certificate.getNotAfter().toInstant());
  }

  static void checkTime(X509Certificate certificate, Instant at) throws SvidRejectedException {
    Instant notBefore = certificate.getNotBefore().toInstant();
    Instant notAfter = certificate.getNotAfter().toInstant();
    if (at.isBefore(notBefore)) {
      throw new SvidRejectedException(
          Reason.NOT_YET_VALID,
          "certificate: valid from " + notBefore + " (expected: valid at " + at + ")");
    }
    if (at.isAfter(notAfter)) {
      throw new SvidRejectedException(
          Reason.EXPIRED, "certificate: expired " + notAfter + " (expected: valid at " + at + ")");
    }
  }

  private static SpiffeId id(X509Certificate leaf) throws SvidRejectedException {
    List<String> names = UriNames.of(leaf);
    if (names.isEmpty()) {
      throw new SvidRejectedException(
          Reason.NO_URI_NAME, "certificate: no URI name (expected: one SPIFFE id)");
    }
    if (names.size() > 1) {
      throw new SvidRejectedException(
          Reason.SEVERAL_URI_NAMES,
          "certificate: " + names.size() + " URI names (expected: one SPIFFE id)");
    }
    try {
      return SpiffeId.parse(names.getFirst());
    } catch (IllegalArgumentException e) {
      throw new SvidRejectedException(Reason.BAD_SPIFFE_ID, "certificate: " + e.getMessage(), e);
    }
  }

  private static void checkPurpose(X509Certificate leaf, SpiffeId id) throws SvidRejectedException {
    if (leaf.getBasicConstraints() >= 0) {
      throw new SvidRejectedException(
          Reason.IS_AUTHORITY, "certificate of " + id + ": is an authority (expected: cA=false)");
    }
    boolean[] usage = leaf.getKeyUsage();
    Set<String> critical = leaf.getCriticalExtensionOIDs();
    if (usage == null
        || critical == null
        || !critical.contains(KEY_USAGE)
        || !usage[DIGITAL_SIGNATURE]
        || usage[KEY_CERT_SIGN]
        || usage[CRL_SIGN]) {
      throw new SvidRejectedException(
          Reason.KEY_USAGE,
          "certificate of "
              + id
              + ": key usage (expected: critical, digitalSignature, not keyCertSign or cRLSign)");
    }
    checkExtendedPurpose(leaf, id);
  }

  private static void checkExtendedPurpose(X509Certificate leaf, SpiffeId id)
      throws SvidRejectedException {
    try {
      List<String> extended = leaf.getExtendedKeyUsage();
      if (extended == null || (extended.contains(SERVER_AUTH) && extended.contains(CLIENT_AUTH))) {
        return;
      }
    } catch (CertificateParsingException _) {
      // Answered below: what cannot be read allows nothing.
    }
    throw new SvidRejectedException(
        Reason.EXTENDED_KEY_USAGE,
        "certificate of " + id + ": extended key usage (expected: serverAuth and clientAuth)");
  }
}
