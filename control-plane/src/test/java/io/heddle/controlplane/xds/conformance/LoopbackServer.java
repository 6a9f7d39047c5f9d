package io.heddle.controlplane.xds.conformance;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.Holders.Holder;
import io.heddle.controlplane.xds.MeshThread;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.controlplane.xds.ResourceChange;
import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.SecretSource;
import io.heddle.controlplane.xds.XdsCache;
import io.heddle.controlplane.xds.XdsServer;
import io.heddle.controlplane.xds.conformance.RawStream.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The xDS server on a plaintext port of the loopback interface; each client has a connection. */
final class LoopbackServer implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 10;

  final Facts facts = new Facts();
  private final XdsCache cache = new XdsCache();
  private final Queue<ManagedChannel> channels = new ConcurrentLinkedQueue<>();
  private final ExecutorService thread;
  private final XdsServer xds;
  private final Server server;

  LoopbackServer(MeshByHand mesh) {
    this(mesh.executor(), mesh.thread());
  }

  private LoopbackServer(ExecutorService thread, MeshThread mesh) {
    this.thread = thread;
    this.xds = new XdsServer(cache, mesh, new Keyless(), facts);
    this.server = start(xds);
  }

  static LoopbackServer inRealTime() {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    return new LoopbackServer(thread, MeshThread.on(thread));
  }

  /** What a stock Envoy says of itself. */
  static Node envoy(String name) {
    return node(ClientKind.ENVOY, name);
  }

  static Node node(ClientKind kind, String name) {
    String userAgent =
        switch (kind) {
          case HEDDLE -> "heddle";
          case ENVOY -> "envoy";
          case GRPC -> "gRPC Java";
        };
    return Node.newBuilder().setId(name).setUserAgentName(userAgent).build();
  }

  RawClient connect(Variant variant, String name) {
    return connect(variant, envoy(name));
  }

  RawClient connect(Variant variant, Node node) {
    return variant.open(channel(), node, Reading.AUTOMATIC);
  }

  RawClient connectReadingByHand(Variant variant, String name) {
    return variant.open(channel(), envoy(name), Reading.BY_HAND);
  }

  /** A connection of its own. */
  ManagedChannel channel() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(server.getListenSockets().getFirst())
            .usePlaintext()
            .directExecutor()
            .build();
    channels.add(channel);
    return channel;
  }

  /** Returns when what may go because of the changes has been handed to the transport. */
  void apply(ResourceChange... changes) {
    var _ = ask(() -> cache.apply(List.of(changes)));
  }

  /** What the client of this name refuses, with its reason, by the resource's name. */
  Map<String, String> refused(String client) {
    return ask(xds::proxies).stream()
        .filter(it -> it.identity().uid().equals(uid(client)))
        .flatMap(it -> it.rejected().stream())
        .collect(Collectors.toMap(it -> it.key().name(), it -> it.error()));
  }

  /** The names of the clients that are subscribed to the resource. */
  List<String> holders(String typeUrl, String name) {
    ResourceKey key = new ResourceKey(typeUrl, name);
    return ask(() -> xds.holders().of(List.of(key))).stream().map(Holder::uid).toList();
  }

  /** The names of the clients that have a stream. */
  List<String> connected() {
    return ask(xds.holders()::all).stream().filter(Holder::connected).map(Holder::uid).toList();
  }

  /** What the server calls the client of this name. */
  static String uid(String client) {
    return "plaintext/" + client;
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    try {
      if (!server.shutdownNow().awaitTermination(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("server: still there after " + DEADLINE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      thread.shutdownNow();
    }
  }

  private <T> T ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, thread)
        .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static Server start(XdsServer xds) {
    try {
      return NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .directExecutor()
          .maxInboundMessageSize(XdsServer.MAX_RECEIVED_BYTES)
          .addService(xds.plaintextService(SpiffeId.ofTrustDomain("cluster.local")))
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clients of a plaintext port get no secrets. */
  private static final class Keyless implements SecretSource {
    @Override
    public Optional<Secret> secret(ProxyIdentity proxy, String name) {
      return Optional.empty();
    }

    @Override
    public Subscription watch(ProxyIdentity proxy, Runnable changed) {
      return () -> {};
    }
  }
}
