package io.heddle.certs;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Who is on the other side of a TLS connection, by the certificate that it showed. Each answer is
 * read from the certificate anew: who asks often keeps it.
 */
public record TlsPeer(X509Certificate leaf) {
  public static TlsPeer of(SSLSession session) throws SSLPeerUnverifiedException {
    Certificate leaf = session.getPeerCertificates()[0];
    if (leaf instanceof X509Certificate certificate) {
      return new TlsPeer(certificate);
    }
    throw new SSLPeerUnverifiedException(
        "peer: certificate of type " + leaf.getType() + " (expected: X.509)");
  }

  /** Its SPIFFE id; empty where it has none, or several. */
  public String spiffeId() {
    return SpiffeId.of(leaf).map(SpiffeId::toString).orElse("");
  }

  /** The instance that it is, of the service that its SPIFFE id names; empty where unknown. */
  public String instanceUid() {
    return CommonName.of(leaf).orElse("");
  }
}
