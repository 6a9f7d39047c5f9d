package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.heddle.certs.KeyHash;
import io.heddle.certs.P256;
import io.heddle.certs.PeerCheck;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.SpiffeTrustManager;
import io.heddle.v1.Csr;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.Health;
import io.heddle.v1.Hello;
import io.heddle.v1.InboundPort;
import io.heddle.v1.Quiet;
import io.heddle.v1.Reached;
import io.heddle.v1.Stopping;
import io.heddle.v1.ToWorkload;
import io.heddle.v1.WorkloadGrpc;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** A sidecar on the wire that does only what a test tells it to. */
final class HandSidecar implements AutoCloseable {
  static final String ENDPOINTS =
      "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment";

  private static final int SECONDS = 10;

  private final String uid;
  private final ManagedChannel channel;
  private final BlockingQueue<ToWorkload> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<DeltaDiscoveryResponse> pushed = new LinkedBlockingQueue<>();
  private final StreamObserver<FromWorkload> session;
  private final StreamObserver<DeltaDiscoveryRequest> ads;

  /** Joins with the token, and is part of the mesh when its certificate is signed. */
  HandSidecar(String uid, String token, InetSocketAddress address) throws Exception {
    this.uid = uid;
    this.channel = channel(token, address);
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    this.session =
        WorkloadGrpc.newStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .session(into(told));
    session.onNext(FromWorkload.newBuilder().setHello(hello()).build());
    session.onNext(
        FromWorkload.newBuilder()
            .setCsr(
                Csr.newBuilder()
                    .setDer(
                        ByteString.copyFrom(
                            SigningRequest.create(P256.generate(new SecureRandom())).der())))
            .build());
    assertThat(next(told).hasWelcome()).isTrue();
    this.ads =
        AggregatedDiscoveryServiceGrpc.newStub(channel).deltaAggregatedResources(into(pushed));
  }

  void healthy() {
    session.onNext(
        FromWorkload.newBuilder().setHealth(Health.newBuilder().setHealthy(true)).build());
  }

  void stopping() {
    session.onNext(FromWorkload.newBuilder().setStopping(Stopping.getDefaultInstance()).build());
  }

  void quiet() {
    session.onNext(FromWorkload.newBuilder().setQuiet(Quiet.getDefaultInstance()).build());
  }

  void reached(String instance) {
    session.onNext(
        FromWorkload.newBuilder()
            .setReached(Reached.newBuilder().setInstanceUid(instance))
            .build());
  }

  /** The laggards of the release, which must come now. */
  List<String> released() throws InterruptedException {
    ToWorkload message = next(told);
    assertThat(message.hasReleased()).isTrue();
    return message.getReleased().getLaggardsList();
  }

  boolean wasToldNothing() {
    return told.isEmpty();
  }

  boolean wasPushedNothing() {
    return pushed.isEmpty();
  }

  void subscribe(String cluster) {
    subscribe(ENDPOINTS, cluster);
  }

  void subscribe(String typeUrl, String... names) {
    ads.onNext(
        DeltaDiscoveryRequest.newBuilder()
            .setNode(Node.newBuilder().setId(uid).setUserAgentName("heddle"))
            .setTypeUrl(typeUrl)
            .addAllResourceNamesSubscribe(List.of(names))
            .build());
  }

  /** The next push, not acknowledged yet. */
  DeltaDiscoveryResponse push() throws InterruptedException {
    return next(pushed);
  }

  void acknowledge(DeltaDiscoveryResponse push) {
    ads.onNext(
        DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(push.getTypeUrl())
            .setResponseNonce(push.getNonce())
            .build());
  }

  /** The health of each instance in a push of endpoints, by uid. */
  static Map<String, String> health(DeltaDiscoveryResponse push)
      throws InvalidProtocolBufferException {
    Any content = push.getResources(0).getResource();
    return content.unpack(ClusterLoadAssignment.class).getEndpointsList().stream()
        .flatMap(locality -> locality.getLbEndpointsList().stream())
        .collect(
            Collectors.toMap(
                endpoint ->
                    endpoint
                        .getMetadata()
                        .getFilterMetadataOrThrow("heddle.io")
                        .getFieldsOrThrow("uid")
                        .getStringValue(),
                endpoint -> endpoint.getHealthStatus().name()));
  }

  @Override
  public void close() throws InterruptedException {
    channel.shutdownNow().awaitTermination(SECONDS, TimeUnit.SECONDS);
  }

  private Hello hello() {
    return Hello.newBuilder()
        .setInstanceUid(uid)
        .setSchemaVersion(1)
        .addInbound(InboundPort.newBuilder().setName("http").setAppPort(8080).setPort(18080))
        .build();
  }

  private static ManagedChannel channel(String token, InetSocketAddress address)
      throws SSLException {
    KeyHash pin = new KeyHash(token.substring(token.lastIndexOf('.') + 1));
    SpiffeTrustManager trust =
        new SpiffeTrustManager(
            PeerCheck.pinned(
                pin, SpiffeId.ofControlPlane("cluster.local")::equals, InstantSource.system()));
    return NettyChannelBuilder.forAddress(address)
        .sslContext(
            GrpcSslContexts.forClient()
                .protocols("TLSv1.3")
                .endpointIdentificationAlgorithm(null)
                .trustManager(trust)
                .build())
        .build();
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T message = queue.poll(SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message within " + SECONDS + " s");
    }
    return message;
  }

  private static <T> StreamObserver<T> into(BlockingQueue<T> queue) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T message) {
        queue.add(message);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {}
    };
  }
}
