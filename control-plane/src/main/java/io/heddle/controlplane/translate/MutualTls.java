package io.heddle.controlplane.translate;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.heddle.controlplane.model.ServicePort;
import io.heddle.controlplane.xds.ClientKind;
import java.util.List;

/** TLS 1.3 with a workload certificate on both sides. */
final class MutualTls {
  /** What a client of a mesh port may say it speaks: sidecars of ours first, then others. */
  static final List<String> HTTP = List.of("heddle-http/1.1", "http/1.1");

  static final List<String> HTTP_2 = List.of("heddle-h2", "h2");

  static final List<String> TCP = List.of("heddle-tcp");

  private static final String OWN_CHAIN = "default";
  private static final String TRUSTED_ROOTS = "ROOTCA";

  /** The plugin instance of that name in a gRPC client's bootstrap has both. */
  private static final CertificateProviderPluginInstance GRPC_PROVIDER =
      CertificateProviderPluginInstance.newBuilder().setInstanceName("default").build();

  private MutualTls() {}

  /** To servers that have one of the SPIFFE ids. */
  static TransportSocket toServers(
      Iterable<String> identities, ServicePort.Protocol protocol, ClientKind kind) {
    CommonTlsContext common =
        switch (kind) {
          case HEDDLE, ENVOY -> common(exact(identities), spoken(protocol, kind)).build();
          case GRPC -> grpc(identities);
        };
    return socket(UpstreamTlsContext.newBuilder().setCommonTlsContext(common).build());
  }

  /**
   * Only a sidecar of ours may say that it is one: it keeps more rules than the protocol's. It
   * speaks with servers that are none, too.
   */
  private static List<String> spoken(ServicePort.Protocol protocol, ClientKind kind) {
    boolean isOurs = kind == ClientKind.HEDDLE;
    return switch (protocol) {
      case HTTP -> isOurs ? HTTP : List.of(HTTP.getLast());
      case HTTP_2 -> isOurs ? HTTP_2 : List.of(HTTP_2.getLast());
      case TCP -> isOurs ? TCP : List.of();
    };
  }

  /** From clients whose SPIFFE id begins so. */
  static TransportSocket fromClients(String identityPrefix, List<String> applicationProtocols) {
    CertificateValidationContext.Builder peers = CertificateValidationContext.newBuilder();
    peers.addMatchTypedSubjectAltNames(
        uri(StringMatcher.newBuilder().setPrefix(identityPrefix).build()));
    return socket(
        DownstreamTlsContext.newBuilder()
            .setRequireClientCertificate(BoolValue.of(true))
            .setCommonTlsContext(common(peers, applicationProtocols))
            .build());
  }

  private static CommonTlsContext.Builder common(
      CertificateValidationContext.Builder peers, List<String> applicationProtocols) {
    return CommonTlsContext.newBuilder()
        .setTlsParams(
            TlsParameters.newBuilder()
                .setTlsMinimumProtocolVersion(TlsProtocol.TLSv1_3)
                .setTlsMaximumProtocolVersion(TlsProtocol.TLSv1_3))
        .addTlsCertificateSdsSecretConfigs(secret(OWN_CHAIN))
        .setCombinedValidationContext(
            CombinedCertificateValidationContext.newBuilder()
                .setDefaultValidationContext(peers)
                .setValidationContextSdsSecretConfig(secret(TRUSTED_ROOTS)))
        .addAllAlpnProtocols(applicationProtocols);
  }

  private static SdsSecretConfig secret(String name) {
    return SdsSecretConfig.newBuilder().setName(name).setSdsConfig(Wire.SAME_STREAM).build();
  }

  private static CertificateValidationContext.Builder exact(Iterable<String> identities) {
    CertificateValidationContext.Builder peers = CertificateValidationContext.newBuilder();
    for (String identity : identities) {
      peers.addMatchTypedSubjectAltNames(
          uri(StringMatcher.newBuilder().setExact(identity).build()));
    }
    return peers;
  }

  /** gRPC reads the older list of names only (A29); without it, it would accept any server. */
  @SuppressWarnings("deprecation")
  private static CommonTlsContext grpc(Iterable<String> identities) {
    CertificateValidationContext.Builder peers =
        CertificateValidationContext.newBuilder().setCaCertificateProviderInstance(GRPC_PROVIDER);
    for (String identity : identities) {
      peers.addMatchSubjectAltNames(StringMatcher.newBuilder().setExact(identity));
    }
    return CommonTlsContext.newBuilder()
        .setTlsCertificateProviderInstance(GRPC_PROVIDER)
        .setValidationContext(peers)
        .build();
  }

  private static SubjectAltNameMatcher uri(StringMatcher matcher) {
    return SubjectAltNameMatcher.newBuilder()
        .setSanType(SubjectAltNameMatcher.SanType.URI)
        .setMatcher(matcher)
        .build();
  }

  private static TransportSocket socket(Message context) {
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Packed.any(context))
        .build();
  }
}
