package io.heddle.controlplane.identity;

import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.heddle.controlplane.xds.ProxyIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A real gRPC server over TLS on loopback, with the identities of one state directory. */
final class TestControlPlane implements AutoCloseable {
  static final IdentityConfig CONFIG =
      IdentityConfig.defaults("mesh.test").withLifetime(Duration.ofHours(1));

  private final ExecutorService mesh = Executors.newSingleThreadExecutor();
  private final ExecutorService issuing = Executors.newSingleThreadExecutor();
  private final RecordingListener listener = new RecordingListener();
  private final RecordingObserver observer = new RecordingObserver();
  private final HandMovedClock clock;
  private final StateDirectory state;
  private final Identities identities;
  private final Server server;

  TestControlPlane(Path directory, HandMovedClock clock) throws IOException {
    this(CONFIG, directory, clock);
  }

  TestControlPlane(IdentityConfig config, Path directory, HandMovedClock clock) throws IOException {
    this.clock = clock;
    this.state = new StateDirectory(directory);
    this.identities =
        new Identities(
            config,
            state,
            new IdentityEnvironment(
                mesh,
                (delay, task) -> clock.after(delay, () -> later(task)),
                issuing,
                clock,
                clock::nanoTime,
                new SecureRandom()),
            listener,
            observer);
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sslContext(identities.tls())
            .addTransportFilter(identities.credentials())
            .intercept(identities.credentials())
            .addService(identities.service())
            .addService(new WhoAmI())
            .build()
            .start();
  }

  /** What was put off is dropped once it is closed. */
  private void later(Runnable task) {
    if (!mesh.isShutdown()) {
      mesh.execute(task);
    }
  }

  Identities identities() {
    return identities;
  }

  RecordingListener listener() {
    return listener;
  }

  RecordingObserver observer() {
    return observer;
  }

  HandMovedClock clock() {
    return clock;
  }

  int port() {
    return server.getPort();
  }

  /** As {@code heddle token create} does it, with a store of its own. */
  JoinToken token(String service) throws IOException {
    return token(new TokenGrant(service, "shop", Map.of(), 1, Duration.ofHours(1)));
  }

  JoinToken token(TokenGrant grant) throws IOException {
    return TokenStore.of(state, "unused.test", clock, new SecureRandom()).create(grant);
  }

  /** What SDS would answer on a stream of this proxy. */
  Optional<Secret> secret(ProxyIdentity proxy, String name) throws Exception {
    return onMesh(() -> identities.secrets().secret(proxy, name));
  }

  <T> T onMesh(java.util.concurrent.Callable<T> task) throws Exception {
    return mesh.submit(task).get(10, TimeUnit.SECONDS);
  }

  /** Returns when what was to be signed or written until now has been. */
  void onIssuing() throws Exception {
    issuing.submit(() -> true).get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    issuing.shutdown();
    issuing.awaitTermination(10, TimeUnit.SECONDS);
    mesh.shutdown();
    mesh.awaitTermination(10, TimeUnit.SECONDS);
  }

  /** Stands where ADS will: answers each call with who its connection is. */
  private static final class WhoAmI extends AggregatedDiscoveryServiceImplBase {
    @Override
    public StreamObserver<DeltaDiscoveryRequest> deltaAggregatedResources(
        StreamObserver<DeltaDiscoveryResponse> response) {
      CompletableFuture<ProxyIdentity> identity =
          ConnectionCredentials.current().toCompletableFuture();
      return new StreamObserver<>() {
        @Override
        public void onNext(DeltaDiscoveryRequest request) {
          var _ =
              identity.whenComplete((found, failure) -> {
                if (failure != null) {
                  response.onError(failure);
                } else {
                  response.onNext(
                      DeltaDiscoveryResponse.newBuilder()
                          .setNonce(found.uid() + " " + found.id() + " " + found.access())
                          .build());
                }
              });
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          response.onCompleted();
        }
      };
    }
  }
}
