package io.heddle.proxy.listener;

import io.heddle.certs.PeerCheck;
import io.heddle.certs.SpiffeTrustManager;
import io.heddle.certs.SvidKeyManager;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.VouchedChains;
import io.heddle.proxy.cluster.ClientTls;
import io.heddle.proxy.config.PeerMatch;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.config.WorkloadIdentity;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * TLS contexts of the identity in force, made when first needed. A new identity means new contexts;
 * connections that exist keep theirs. Sessions are never resumed, so every new connection is judged
 * by the certificates and roots of its own time.
 */
final class TlsContexts implements ClientTls {
  static final SslProvider PROVIDER = OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;

  private final InstantSource clock;
  private final VouchedChains vouched = new VouchedChains();
  private volatile Generation generation = new Generation(Optional.empty());

  TlsContexts(InstantSource clock) {
    this.clock = clock;
  }

  /** The contexts of one identity. */
  private record Generation(
      Optional<WorkloadIdentity> identity,
      Map<Transport.MutualTls, SslContext> clients,
      Map<Transport.MutualTls, SslContext> servers) {
    Generation(Optional<WorkloadIdentity> identity) {
      this(identity, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  void use(Optional<WorkloadIdentity> identity) {
    if (!identity.equals(generation.identity())) {
      generation = new Generation(identity);
    }
  }

  /** Forgets contexts to servers that no cluster has any more; one that is needed is made again. */
  void keep(Set<Transport.MutualTls> toServers) {
    generation.clients().keySet().retainAll(toServers);
  }

  @Override
  public Optional<SslContext> clientContext(Transport.MutualTls transport) {
    Generation now = generation;
    return now.identity()
        .map(identity -> now.clients().computeIfAbsent(transport, key -> client(identity, key)));
  }

  Optional<SslContext> serverContext(Transport.MutualTls transport) {
    Generation now = generation;
    return now.identity()
        .map(identity -> now.servers().computeIfAbsent(transport, key -> server(identity, key)));
  }

  private SslContext client(WorkloadIdentity identity, Transport.MutualTls transport) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .keyManager(keys(identity))
            // A mesh peer is known by its SPIFFE id; its host name says nothing.
            .endpointIdentificationAlgorithm(null);
    return build(builder, identity, transport);
  }

  private SslContext server(WorkloadIdentity identity, Transport.MutualTls transport) {
    SslContextBuilder builder =
        SslContextBuilder.forServer(keys(identity)).clientAuth(ClientAuth.REQUIRE);
    return build(builder, identity, transport);
  }

  private SslContext build(
      SslContextBuilder builder, WorkloadIdentity identity, Transport.MutualTls transport) {
    try {
      SslContext context =
          builder
              .sslProvider(PROVIDER)
              .protocols("TLSv1.3")
              .trustManager(trust(identity, transport.peers()))
              .applicationProtocolConfig(protocols(transport.applicationProtocols()))
              .build();
      context.sessionContext().setSessionCacheSize(1);
      context.sessionContext().setSessionTimeout(1);
      return context;
    } catch (SSLException e) {
      throw new IllegalStateException("TLS context of " + identity.svid(), e);
    }
  }

  private TrustManager trust(WorkloadIdentity identity, PeerMatch peers) {
    return new SpiffeTrustManager(
        PeerCheck.trusting(
            () -> rootsInForce(identity), id -> peers.accepts(id.toString()), clock, vouched));
  }

  /** Not those of when the handshake began: others may show what is trusted since. */
  private TrustBundle rootsInForce(WorkloadIdentity ofContext) {
    return generation.identity().orElse(ofContext).bundle();
  }

  /** Keeps what the native library has parsed, for all handshakes of a context. */
  private static KeyManagerFactory keys(WorkloadIdentity identity) {
    return new OpenSslCachingX509KeyManagerFactory(
        new OneKeyManager(new SvidKeyManager(identity.svid())));
  }

  private static ApplicationProtocolConfig protocols(List<String> names) {
    return names.isEmpty()
        ? ApplicationProtocolConfig.DISABLED
        : new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            names);
  }
}
