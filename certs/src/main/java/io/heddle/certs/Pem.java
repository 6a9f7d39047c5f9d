package io.heddle.certs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and private keys as PEM text (RFC 7468). */
public final class Pem {
  private static final int MAX_CERTIFICATES = 64;
  private static final Pattern CERTIFICATE =
      Pattern.compile(
          "-----BEGIN CERTIFICATE-----\\s([A-Za-z0-9+/=\\s]*)-----END CERTIFICATE-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  public static String encode(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        text.append(block("CERTIFICATE", certificate.getEncoded()));
      } catch (CertificateException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return text.toString();
  }

  public static String encode(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  /** At least one certificate; text outside the blocks is ignored, as RFC 7468 allows. */
  public static List<X509Certificate> parseCertificates(String text) {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher matcher = CERTIFICATE.matcher(text);
    while (matcher.find()) {
      if (certificates.size() == MAX_CERTIFICATES) {
        throw new IllegalArgumentException(
            "PEM: too many certificates (expected: at most " + MAX_CERTIFICATES + ")");
      }
      certificates.add(certificate(matcher.group(1)));
    }
    int begun = count(text, "-----BEGIN ");
    if (certificates.isEmpty() || begun != certificates.size()) {
      throw new IllegalArgumentException(
          "PEM: "
              + certificates.size()
              + " whole certificates in "
              + begun
              + " blocks (expected: at least 1, and nothing else)");
    }
    return List.copyOf(certificates);
  }

  /** One unencrypted key: PKCS #8, or the older EC and RSA forms. */
  public static PrivateKey parsePrivateKey(String text) {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
        if (block instanceof PrivateKeyInfo key) {
          return new JcaPEMKeyConverter().getPrivateKey(key);
        }
        if (block instanceof PEMKeyPair pair) {
          return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    } catch (IOException | RuntimeException _) {
      // Neither the cause nor its message is passed on: they may quote the key.
    }
    throw new IllegalArgumentException(
        "PEM: no readable private key (expected: one unencrypted PRIVATE KEY)");
  }

  private static X509Certificate certificate(String base64) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException | IllegalArgumentException e) {
      throw new IllegalArgumentException("PEM: unreadable certificate: " + e.getMessage(), e);
    }
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + LINES.encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
