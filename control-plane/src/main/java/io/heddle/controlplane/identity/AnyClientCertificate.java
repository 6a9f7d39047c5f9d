package io.heddle.controlplane.identity;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets a handshake finish whatever certificate the client shows, as it does without one.
 *
 * <p>TLS proves that the client has the key. Whose certificate it is {@link CertificateJudge} says
 * for every connection, resumed ones too, and its refusal reaches the client as words; an alert
 * that ends the handshake would not.
 */
final class AnyClientCertificate extends X509ExtendedTrustManager {
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw noClient();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw noClient();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw noClient();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static UnsupportedOperationException noClient() {
    return new UnsupportedOperationException("the control plane is no TLS client");
  }
}
