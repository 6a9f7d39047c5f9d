package io.heddle.controlplane.identity;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/**
 * TLS as the control plane's gRPC server speaks it: 1.3, HTTP/2, a client certificate if there is
 * one.
 */
final class ServerTls {
  private ServerTls() {}

  static SslContext context(ServerKeyManager keys) throws SSLException {
    return context(
        keys,
        OpenSsl.isAvailable() && SslProvider.isTlsv13Supported(SslProvider.OPENSSL)
            ? SslProvider.OPENSSL
            : SslProvider.JDK);
  }

  static SslContext context(ServerKeyManager keys, SslProvider provider) throws SSLException {
    return GrpcSslContexts.configure(SslContextBuilder.forServer(keys), provider)
        .protocols("TLSv1.3")
        .clientAuth(ClientAuth.OPTIONAL)
        .trustManager(new AnyClientCertificate())
        .build();
  }
}
