package io.heddle.examples.e2e;

import io.envoyproxy.controlplane.cache.v3.SimpleCache;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.controlplane.server.DiscoveryServerCallbacks;
import io.envoyproxy.controlplane.server.V3DiscoveryServer;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The server of java-control-plane as its users run it: a cache with a snapshot for each group of
 * nodes, which are grouped by their cluster.
 */
final class JavaControlPlane implements AutoCloseable {
  private static final String GROUP = "shop";

  private final int port;
  private final Optional<Path> certificates;
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private Running running;

  /** Without certificates it speaks plaintext. */
  JavaControlPlane(int port, Optional<Path> certificates) throws IOException {
    this.port = port;
    this.certificates = certificates;
    this.running = start();
  }

  /** One life of the server: it keeps nothing. */
  private record Running(Server server, SimpleCache<String> cache, Set<String> nodes) {}

  private Running start() throws IOException {
    SimpleCache<String> cache = new SimpleCache<>(node -> node.getCluster());
    Set<String> nodes = ConcurrentHashMap.newKeySet();
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    if (certificates.isPresent()) {
      builder.sslContext(mutualTls(certificates.get()));
    }
    Server server =
        builder
            .addService(
                new V3DiscoveryServer(new Requests(nodes), cache)
                    .getAggregatedDiscoveryServiceImpl())
            .build()
            .start();
    return new Running(server, cache, nodes);
  }

  private static SslContext mutualTls(Path folder) throws IOException {
    return GrpcSslContexts.forServer(
            folder.resolve("tls.crt").toFile(), folder.resolve("tls.key").toFile())
        .trustManager(folder.resolve("ca.crt").toFile())
        .clientAuth(ClientAuth.REQUIRE)
        .build();
  }

  void put(Snapshot snapshot) {
    running.cache().setSnapshot(GROUP, snapshot);
  }

  void stop() throws InterruptedException {
    running.server().shutdownNow().awaitTermination();
  }

  /** Begins anew: with an empty cache. */
  void startAgain() throws IOException {
    running = start();
  }

  /** Who has asked for something since the last start. */
  Set<String> nodes() {
    return Set.copyOf(running.nodes());
  }

  /** The details of all refusals. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }

  private final class Requests implements DiscoveryServerCallbacks {
    private final Set<String> nodes;

    Requests(Set<String> nodes) {
      this.nodes = nodes;
    }

    @Override
    public void onV3StreamRequest(long streamId, DiscoveryRequest request) {
      refusals.add("the state of the world was asked for");
    }

    @Override
    public void onV3StreamDeltaRequest(long streamId, DeltaDiscoveryRequest request) {
      nodes.add(request.getNode().getId());
      if (request.hasErrorDetail()) {
        refusals.add(request.getErrorDetail().getMessage());
      }
    }
  }
}
