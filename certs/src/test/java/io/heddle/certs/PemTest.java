package io.heddle.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
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
    StringWriter older = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(older)) {
      writer.writeObject(key.getPrivate());
    }

    assertThat(older.toString()).contains("BEGIN EC PRIVATE KEY");
    assertThat(SignatureAlgorithm.isPair(key.getPublic(), Pem.parsePrivateKey(older.toString())))
        .isTrue();
    assertThat(
            SignatureAlgorithm.isPair(
                key.getPublic(), Pem.parsePrivateKey(Pem.encode(key.getPrivate()))))
        .isTrue();
  }
}
