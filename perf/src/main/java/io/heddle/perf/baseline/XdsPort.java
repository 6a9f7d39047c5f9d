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

/** The stock xDS server, as sidecars connect to it. */
final class XdsPort {
  private final Server server;

  private XdsPort(Server server) {
    this.server = server;
  }

  /**
   * In the place of a control plane of Heddle's: behind mutual TLS, and it says Welcome.
   *
   * @param keys a folder with {@code server.crt}, {@code server.key} and {@code root.crt}
   */
  static XdsPort open(Cache cache, Path keys) throws IOException {
    return started(stock(cache).sslContext(tls(keys)).addService(new WelcomeService()));
  }

  /** As a control plane of others, which has nothing but xDS. */
  static XdsPort openPlaintext(Cache cache) throws IOException {
    return started(stock(cache));
  }

  private static NettyServerBuilder stock(Cache cache) {
    V3DiscoveryServer xds = new V3DiscoveryServer(cache.config());
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .permitKeepAliveTime(5, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .addService(xds.getAggregatedDiscoveryServiceImpl());
  }

  private static XdsPort started(NettyServerBuilder server) throws IOException {
    return new XdsPort(server.build().start());
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
