package io.heddle.certs;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heddle.certs.CertificateDraft.Signed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * Any bytes as the subject and the extensions of a certificate that the root has signed: rejected,
 * or the id is the one that another reader of X.509 finds.
 */
final class CertificateFuzzTest {
  private static final Signed ROOT = CertificateDraft.authority("CN=root").selfSigned();
  private static final TrustBundle BUNDLE =
      new TrustBundle("mesh.test", List.of(ROOT.certificate()));
  private static final byte[] VERSION = {(byte) 0xa0, 3, 2, 1, 2};
  private static final byte[] SERIAL = {2, 1, 1};
  private static final byte[] VALIDITY = validity();
  private static final int MAX_BYTES = 60_000;

  private static byte[] validity() {
    try {
      return SignedBytes.sequence(
          new Time(Date.from(CertificateDraft.NOW.minusSeconds(60))).getEncoded(),
          new Time(Date.from(CertificateDraft.NOW.plusSeconds(60))).getEncoded());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The first byte says how many are the subject's. */
  @FuzzTest
  void isRejectedOrOfTheOneItNames(byte[] bytes) throws IOException {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      return;
    }
    int subjectEnd = Math.min(bytes.length, 1 + (bytes[0] & 0xff));
    byte[] der =
        SignedBytes.signed(
            SignedBytes.sequence(
                VERSION,
                SERIAL,
                SignedBytes.algorithm(),
                ROOT.name().getEncoded(),
                VALIDITY,
                Arrays.copyOfRange(bytes, 1, subjectEnd),
                ROOT.key().getPublic().getEncoded(),
                Arrays.copyOfRange(bytes, subjectEnd, bytes.length)),
            ROOT.key().getPrivate());
    verify(der);
  }

  private static void verify(byte[] der) throws IOException {
    SpiffeId id;
    X509Certificate leaf;
    try {
      leaf =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      id = BUNDLE.verify(List.of(leaf), CertificateDraft.NOW);
    } catch (SvidRejectedException rejection) {
      assertThat(rejection.reason()).isNotNull();
      return;
    } catch (CertificateException unreadable) {
      return;
    }
    assertThat(id.trustDomain()).isEqualTo("mesh.test");
    assertThat(CommonName.of(leaf)).isNotNull();
    assertThat(otherReading(leaf)).containsExactly(id.toString());
  }

  private static List<String> otherReading(X509Certificate certificate) throws IOException {
    byte[] names = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
    return Arrays.stream(
            GeneralNames.getInstance(JcaX509ExtensionUtils.parseExtensionValue(names)).getNames())
        .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
        .map(name -> name.getName().toString())
        .toList();
  }
}
