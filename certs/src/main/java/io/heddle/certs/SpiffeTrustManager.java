package io.heddle.certs;

import io.heddle.certs.SvidRejectedException.Reason;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Lets TLS judge a peer by its SPIFFE id, in both directions; host names play no part. */
public final class SpiffeTrustManager extends X509ExtendedTrustManager {
  private final PeerCheck peers;

  public SpiffeTrustManager(PeerCheck peers) {
    this.peers = peers;
  }

  @Override
  public void checkClientTrusted(
      X509Certificate @Nullable [] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(
      X509Certificate @Nullable [] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate @Nullable [] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate @Nullable [] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  /** None is named to the peer: it has one certificate and shows that. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private void check(X509Certificate @Nullable [] chain) throws CertificateException {
    if (chain == null || chain.length == 0) {
      throw new SvidRejectedException(
          Reason.CHAIN_LENGTH, "peer: no certificate (expected: an X509-SVID)");
    }
    peers.check(List.of(chain));
  }
}
