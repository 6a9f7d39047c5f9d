package io.heddle.certs;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Who is on the other side of a TLS connection, by the certificate that it showed.
 *
 * @param id its only SPIFFE id
 */
public record TlsPeer(Optional<SpiffeId> id) {
  /** Reads the certificate anew: who asks often keeps the answer. */
  public static TlsPeer of(SSLSession session) throws SSLPeerUnverifiedException {
    return session.getPeerCertificates()[0] instanceof X509Certificate leaf
        ? new TlsPeer(SpiffeId.of(leaf))
        : new TlsPeer(Optional.empty());
  }

  /** The id as text; empty where there is none. */
  public String idText() {
    return id.map(SpiffeId::toString).orElse("");
  }
}
