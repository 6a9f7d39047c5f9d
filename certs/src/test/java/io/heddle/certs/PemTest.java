package io.heddle.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

final class PemTest {
  private final String certificate =
      Pem.encode(List.of(CertificateDraft.authority("CN=root").selfSigned().certificate()));

  @Test
  void readsWhatItWrites() {
    assertThat(Pem.encode(Pem.parseCertificates(certificate + certificate)))
        .isEqualTo(certificate + certificate);
  }

  @Test
  void ignoresTextAroundAndOtherLineEnds() {
    String text = "subject=CN=root\r\n" + certificate.replace("\n", "\r\n") + "the end";

    assertThat(Pem.parseCertificates(text)).hasSize(1);
  }

  @Test
  void refusesAFileThatIsCutAnywhere() {
    for (int length = 0; length < certificate.length() - 1; length++) {
      String cut = certificate.substring(0, length);
      assertThatThrownBy(() -> Pem.parseCertificates(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesASecondCertificateThatIsCut() {
    String cut = certificate + certificate.substring(0, certificate.length() / 2);

    assertThatThrownBy(() -> Pem.parseCertificates(cut))
        .hasMessageStartingWith("PEM: 1 whole certificates in 2 blocks");
  }

  @Test
  void readsAtMost64Certificates() {
    String most = String.join("", Collections.nCopies(64, certificate));

    assertThat(Pem.parseCertificates(most)).hasSize(64);
    assertThatThrownBy(() -> Pem.parseCertificates(most + certificate))
        .hasMessageContaining("(expected: at most 64)");
  }

  @Test
  void readsKeysInTheirNewAndOlderForms() throws Exception {
    KeyPair key = P256.generate(new SecureRandom());
    byte[] point =
        SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded())
            .getPublicKeyData()
            .getBytes();
    ECPrivateKey older =
        new ECPrivateKey(
            256,
            ((java.security.interfaces.ECPrivateKey) key.getPrivate()).getS(),
            new DERBitString(point),
            X9ObjectIdentifiers.prime256v1);
    String text =
        block("EC PARAMETERS", X9ObjectIdentifiers.prime256v1.getEncoded())
            + block("EC PRIVATE KEY", older.getEncoded());

    assertThat(SignatureAlgorithm.isPair(key.getPublic(), Pem.parsePrivateKey(text))).isTrue();
    assertThat(
            SignatureAlgorithm.isPair(
                key.getPublic(), Pem.parsePrivateKey(Pem.encode(key.getPrivate()))))
        .isTrue();
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }
}
