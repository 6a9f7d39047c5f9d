package io.heddle.certs;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Writes and signs certificates in the form that the X509-SVID standard asks for. */
final class CertificateWriter {
  private static final int SERIAL_BITS = 127;

  private final SecureRandom random;

  CertificateWriter(SecureRandom random) {
    this.random = random;
  }

  /** What a leaf says. */
  record Leaf(PublicKey key, SpiffeId id, String commonName, Instant notBefore, Instant notAfter) {}

  X509Certificate root(String trustDomain, KeyPair key, Duration lifetime, Instant now) {
    BigInteger serial = serial();
    // The serial number in the name keeps two roots of one trust domain apart by name.
    X500Principal name =
        principal(
            new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, trustDomain)
                .addRDN(BCStyle.CN, "Heddle root")
                .addRDN(BCStyle.SERIALNUMBER, serial.toString(16)));
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              serial,
              date(now.minus(CertificateAuthority.BACKDATE)),
              date(now.plus(lifetime)),
              name,
              key.getPublic());
      var extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectAlternativeName, false, name(SpiffeId.ofTrustDomain(trustDomain)))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(key.getPublic()));
      return sign(builder, key.getPublic(), key.getPrivate());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("root certificate: " + e.getMessage(), e);
    }
  }

  X509Certificate leaf(Leaf leaf, X509Certificate issuer, PrivateKey issuerKey) {
    X500Principal name =
        principal(new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, leaf.commonName()));
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer.getSubjectX500Principal(),
              serial(),
              date(leaf.notBefore()),
              date(leaf.notAfter()),
              name,
              leaf.key());
      var extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(
                  new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                  }))
          .addExtension(Extension.subjectAlternativeName, false, name(leaf.id()))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(issuer.getPublicKey()));
      return sign(builder, issuer.getPublicKey(), issuerKey);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("certificate of " + leaf.id() + ": " + e.getMessage(), e);
    }
  }

  private X509Certificate sign(
      JcaX509v3CertificateBuilder builder, PublicKey issuer, PrivateKey issuerKey) {
    try {
      var signer =
          new JcaContentSignerBuilder(SignatureAlgorithm.of(issuer))
              .setSecureRandom(random)
              .build(issuerKey);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | CertificateException e) {
      throw new IllegalStateException("certificate: cannot be signed: " + e.getMessage(), e);
    }
  }

  private BigInteger serial() {
    return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
  }

  private static GeneralNames name(SpiffeId id) {
    return new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, id.toString()));
  }

  private static X500Principal principal(X500NameBuilder name) {
    try {
      return new X500Principal(name.build().getEncoded());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Date date(Instant instant) {
    return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
  }
}
