package io.heddle.proxy.listener;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.PeerCheck;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.SpiffeTrustManager;
import io.heddle.certs.SvidKeyManager;
import io.heddle.certs.X509Svid;
import io.heddle.proxy.config.WorkloadIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;

/** Identities of one trust domain, made on the spot. */
final class TestIdentities {
  static final String TRUST_DOMAIN = "cluster.local";

  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority =
      CertificateAuthority.create(TRUST_DOMAIN, Duration.ofDays(1), InstantSource.system(), random);

  static SpiffeId id(String service) {
    return SpiffeId.of(TRUST_DOMAIN, "shop", service);
  }

  /** A server socket that plays a sidecar's part, byte by byte. */
  ServerSocket serverSocket(String service) throws IOException {
    return serverSocket(service, "heddle-http/1.1");
  }

  /** A server of the mesh that agrees to these protocols. */
  ServerSocket serverSocket(String service, String... protocols) throws IOException {
    var peers = PeerCheck.trusting(authority::bundle, any -> true, InstantSource.system());
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          new KeyManager[] {new SvidKeyManager(of(service).svid())},
          new TrustManager[] {new SpiffeTrustManager(peers)},
          random);
      var socket =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 200, InetAddress.getLoopbackAddress());
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(protocols);
      parameters.setNeedClientAuth(true);
      socket.setSSLParameters(parameters);
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A workload that trusts the other authority as well, as during a rotation. */
  WorkloadIdentity trusting(TestIdentities other, String service) {
    WorkloadIdentity one = of(service);
    return new WorkloadIdentity(one.svid(), one.bundle().and(other.authority.bundle()));
  }

  /** A workload that trusts the other authority only. */
  WorkloadIdentity trustingOnly(TestIdentities other, String service) {
    return new WorkloadIdentity(of(service).svid(), other.authority.bundle());
  }

  WorkloadIdentity of(String service) {
    KeyPair key = P256.generate(random);
    var chain =
        authority.sign(
            SigningRequest.create(key),
            id(service),
            service + "-1",
            Duration.ofHours(1),
            InstantSource.system());
    return new WorkloadIdentity(
        new X509Svid(id(service), chain, key.getPrivate()), authority.bundle());
  }
}
