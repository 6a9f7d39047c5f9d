package io.heddle.perf.baseline;

import io.envoyproxy.controlplane.server.V3DiscoveryServer;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The stock xDS server behind mutual TLS, as sidecars connect to it. */
final class XdsPort {
  private final Server server;

  private XdsPort(Server server) {
    this.server = server;
  }

  /**
   * @param keys a folder with {@code server.crt}, {@code server.key} and {@code root.crt}
   */
  static XdsPort open(Cache cache, Path keys) throws IOException {
    V3DiscoveryServer xds = new V3DiscoveryServer(cache.config());
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sslContext(tls(keys))
            .permitKeepAliveTime(5, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addService(xds.getAggregatedDiscoveryServiceImpl())
            .addService(new WelcomeService())
            .build()
            .start();
    return new XdsPort(server);
  }

  int port() {
    return server.getPort();
  }

  private static SslContext tls(Path keys) throws IOException {
    return GrpcSslContexts.configure(
            SslContextBuilder.forServer(
                keys.resolve("server.crt").toFile(), keys.resolve("server.key").toFile()))
        .trustManager(keys.resolve("root.crt").toFile())
        .clientAuth(ClientAuth.REQUIRE)
        .protocols("TLSv1.3")
        .build();
  }
}
