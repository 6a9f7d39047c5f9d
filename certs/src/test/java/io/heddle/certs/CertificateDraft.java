package io.heddle.certs;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate that a test may make as wrong as it likes; begins as a good leaf. */
final class CertificateDraft {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String ID = "spiffe://mesh.test/ns/shop/sa/web";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final List<GeneralName> names = new ArrayList<>();
  private final List<KeyPurposeId> purposes =
      new ArrayList<>(List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth));
  private KeyPair key = P256.generate(RANDOM);
  private String subject = "CN=web-1";
  private Criticality namesCriticality = Criticality.OPTIONAL;
  private @Nullable BasicConstraints constraints = new BasicConstraints(false);
  private int usage = KeyUsage.digitalSignature;
  private Criticality usageCriticality = Criticality.CRITICAL;
  private @Nullable ASN1ObjectIdentifier unknownCritical;
  private Instant notBefore = NOW.minus(Duration.ofMinutes(2));
  private Instant notAfter = NOW.plus(Duration.ofHours(24));

  enum Criticality {
    CRITICAL,
    OPTIONAL,
    ABSENT
  }

  static CertificateDraft leaf() {
    return new CertificateDraft().uri(ID);
  }

  static CertificateDraft authority(String subject) {
    CertificateDraft draft = new CertificateDraft().subject(subject);
    draft.constraints = new BasicConstraints(true);
    draft.purposes.clear();
    return draft
        .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign)
        .until(NOW.plus(Duration.ofDays(365)));
  }

  CertificateDraft key(KeyPair newKey) {
    key = newKey;
    return this;
  }

  CertificateDraft subject(String newSubject) {
    subject = newSubject;
    return this;
  }

  CertificateDraft uri(String name) {
    names.add(new GeneralName(GeneralName.uniformResourceIdentifier, name));
    return this;
  }

  CertificateDraft onlyUri(String name) {
    names.clear();
    return uri(name);
  }

  CertificateDraft name(int kind, String name) {
    names.add(new GeneralName(kind, name));
    return this;
  }

  CertificateDraft withoutNames() {
    names.clear();
    return this;
  }

  CertificateDraft names(Criticality criticality) {
    namesCriticality = criticality;
    return this;
  }

  CertificateDraft constraints(@Nullable BasicConstraints newConstraints) {
    constraints = newConstraints;
    return this;
  }

  CertificateDraft usage(int bits) {
    usage = bits;
    return this;
  }

  CertificateDraft usage(Criticality criticality) {
    usageCriticality = criticality;
    return this;
  }

  CertificateDraft purposes(KeyPurposeId... newPurposes) {
    purposes.clear();
    purposes.addAll(List.of(newPurposes));
    return this;
  }

  CertificateDraft unknownCritical() {
    unknownCritical = new ASN1ObjectIdentifier("1.2.3.4.5");
    return this;
  }

  CertificateDraft from(Instant instant) {
    notBefore = instant;
    return this;
  }

  CertificateDraft until(Instant instant) {
    notAfter = instant;
    return this;
  }

  Signed selfSigned() {
    return sign(new X500Name(subject), key, "SHA256withECDSA");
  }

  Signed signedBy(Signed issuer) {
    return sign(issuer.name(), issuer.key(), "SHA256withECDSA");
  }

  Signed signedBy(Signed issuer, String algorithm) {
    return sign(issuer.name(), issuer.key(), algorithm);
  }

  private Signed sign(X500Name issuer, KeyPair issuerKey, String algorithm) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(100, RANDOM).add(BigInteger.ONE),
              Date.from(notBefore),
              Date.from(notAfter),
              new X500Name(subject),
              key.getPublic());
      if (constraints != null) {
        builder.addExtension(Extension.basicConstraints, true, constraints);
      }
      if (usageCriticality != Criticality.ABSENT) {
        builder.addExtension(
            Extension.keyUsage, usageCriticality == Criticality.CRITICAL, new KeyUsage(usage));
      }
      if (!purposes.isEmpty()) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(purposes.toArray(new KeyPurposeId[0])));
      }
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            namesCriticality == Criticality.CRITICAL,
            new GeneralNames(names.toArray(new GeneralName[0])));
      }
      if (unknownCritical != null) {
        builder.addExtension(unknownCritical, true, DERNull.INSTANCE);
      }
      var signer = new JcaContentSignerBuilder(algorithm).build(issuerKey.getPrivate());
      X509Certificate certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      return new Signed(certificate, key, new X500Name(subject));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A certificate, and what signs others with it. */
  record Signed(X509Certificate certificate, KeyPair key, X500Name name) {}
}
