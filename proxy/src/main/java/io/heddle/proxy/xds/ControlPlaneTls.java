package io.heddle.proxy.xds;

import io.heddle.certs.PeerCheck;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.SpiffeTrustManager;
import io.heddle.certs.SvidKeyManager;
import io.heddle.certs.X509Svid;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.time.InstantSource;
import javax.net.ssl.SSLException;

/** Makes the TLS context of a connection to the control plane. */
final class ControlPlaneTls {
  private ControlPlaneTls() {}

  static SslContext of(Credential credential, InstantSource clock) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
            .protocols("TLSv1.3")
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2))
            .trustManager(new SpiffeTrustManager(serverCheck(credential, clock)))
            // The server is known by its SPIFFE id, whatever its address is called.
            .endpointIdentificationAlgorithm(null);
    if (credential instanceof Credential.Certificate(X509Svid svid, _)) {
      builder.keyManager(new SvidKeyManager(svid));
    }
    return builder.build();
  }

  private static PeerCheck serverCheck(Credential credential, InstantSource clock) {
    return switch (credential) {
      case Credential.Certificate(_, var bundle) ->
          PeerCheck.trusting(() -> bundle, ControlPlaneTls::isControlPlane, clock);
      case Credential.Token(var token) ->
          PeerCheck.pinned(token.pins(), ControlPlaneTls::isControlPlane, clock);
    };
  }

  private static boolean isControlPlane(SpiffeId id) {
    return id.equals(SpiffeId.ofControlPlane(id.trustDomain()));
  }
}
