package io.heddle.proxy.xds;

import io.heddle.certs.PeerCheck;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.SpiffeTrustManager;
import io.heddle.certs.SvidKeyManager;
import io.heddle.proxy.config.WorkloadIdentity;
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
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/** Makes the TLS context of a connection to the control plane. */
final class ControlPlaneTls {
  private ControlPlaneTls() {}

  /** To a control plane of Heddle's. */
  static SslContext of(Credential credential, InstantSource clock) throws SSLException {
    return switch (credential) {
      case Credential.Certificate(var svid, var bundle) ->
          of(new WorkloadIdentity(svid, bundle), ControlPlaneTls::isControlPlane, clock);
      case Credential.Token(var token) ->
          builder(PeerCheck.pinned(token.pins(), ControlPlaneTls::isControlPlane, clock)).build();
    };
  }

  /** To a server whose certificate is of the same authority, and of somebody accepted. */
  static SslContext of(WorkloadIdentity own, Predicate<SpiffeId> server, InstantSource clock)
      throws SSLException {
    return builder(PeerCheck.trusting(own::bundle, server, clock))
        .keyManager(new SvidKeyManager(own.svid()))
        .build();
  }

  private static SslContextBuilder builder(PeerCheck server) {
    return SslContextBuilder.forClient()
        .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
        .protocols("TLSv1.3")
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2))
        .trustManager(new SpiffeTrustManager(server))
        // The server is known by its SPIFFE id, whatever its address is called.
        .endpointIdentificationAlgorithm(null);
  }

  private static boolean isControlPlane(SpiffeId id) {
    return id.equals(SpiffeId.ofControlPlane(id.trustDomain()));
  }
}
