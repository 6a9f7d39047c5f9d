package io.heddle.certs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Any text as PEM: refused, or what is written from it is read as the same. */
final class PemFuzzTest {
  @FuzzTest
  void isRefusedOrReadAgainAsTheSame(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    certificates(text);
    key(text);
  }

  private static void certificates(String text) {
    List<X509Certificate> read;
    try {
      read = Pem.parseCertificates(text);
    } catch (IllegalArgumentException refusal) {
      assertThat(refusal).hasMessageStartingWith("PEM: ");
      return;
    }
    assertThat(read).hasSizeBetween(1, 64);
    assertThat(Pem.parseCertificates(Pem.encode(read))).isEqualTo(read);
    read.forEach(certificate -> assertThat(SpiffeId.of(certificate)).isNotNull());
  }

  private static void key(String text) {
    PrivateKey read;
    try {
      read = Pem.parsePrivateKey(text);
    } catch (IllegalArgumentException refusal) {
      assertThat(refusal).hasMessageStartingWith("PEM: ").hasNoCause();
      return;
    }
    assertThat(Pem.parsePrivateKey(Pem.encode(read)).getEncoded()).isEqualTo(read.getEncoded());
  }
}
