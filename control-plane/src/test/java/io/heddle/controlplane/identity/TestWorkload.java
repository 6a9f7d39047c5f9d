package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.heddle.certs.KeyHash;
import io.heddle.certs.PeerCheck;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.SpiffeTrustManager;
import io.heddle.certs.X509Svid;
import io.heddle.v1.Csr;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.Health;
import io.heddle.v1.Hello;
import io.heddle.v1.InboundPort;
import io.heddle.v1.ToWorkload;
import io.heddle.v1.WorkloadGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** A sidecar's end of one connection, by hand. */
final class TestWorkload implements AutoCloseable {
  private final ManagedChannel channel;
  private final Optional<String> token;
  private final BlockingQueue<ToWorkload> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private StreamObserver<FromWorkload> up =
      new StreamObserver<>() {
        @Override
        public void onNext(FromWorkload message) {
          throw new AssertionError("no session opened");
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
      };

  private TestWorkload(
      TestControlPlane server, KeyHash pin, Optional<X509Svid> svid, Optional<String> token)
      throws SSLException {
    var tls =
        GrpcSslContexts.forClient()
            .protocols("TLSv1.3")
            .endpointIdentificationAlgorithm(null)
            .trustManager(
                new SpiffeTrustManager(
                    PeerCheck.pinned(
                        pin, SpiffeId.ofControlPlane("mesh.test")::equals, server.clock())));
    svid.ifPresent(it -> tls.keyManager(it.key(), it.chain().toArray(new X509Certificate[0])));
    this.token = token;
    this.channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))
            .sslContext(tls.build())
            .build();
  }

  static TestWorkload anonymous(TestControlPlane server) throws SSLException {
    return new TestWorkload(server, pin(server), Optional.empty(), Optional.empty());
  }

  static TestWorkload withToken(TestControlPlane server, String token) throws SSLException {
    return new TestWorkload(server, pin(server), Optional.empty(), Optional.of(token));
  }

  static TestWorkload withCertificate(TestControlPlane server, X509Svid svid) throws SSLException {
    return new TestWorkload(server, pin(server), Optional.of(svid), Optional.empty());
  }

  static Hello hello(String uid) {
    return Hello.newBuilder()
        .setInstanceUid(uid)
        .setSchemaVersion(1)
        .setZone("zone-a")
        .addInbound(InboundPort.newBuilder().setName("http").setAppPort(8080).setPort(18080))
        .build();
  }

  TestWorkload open() {
    return open(WorkloadGrpc.newStub(channel));
  }

  TestWorkload openCompressed() {
    return open(WorkloadGrpc.newStub(channel).withCompression("gzip"));
  }

  private TestWorkload open(WorkloadGrpc.WorkloadStub given) {
    var stub = given;
    if (token.isPresent()) {
      Metadata headers = new Metadata();
      headers.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
          "Bearer " + token.get());
      stub = stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }
    up =
        stub.session(
            new StreamObserver<>() {
              @Override
              public void onNext(ToWorkload message) {
                received.add(message);
              }

              @Override
              public void onError(Throwable failure) {
                end.complete(Status.fromThrowable(failure));
              }

              @Override
              public void onCompleted() {
                end.complete(Status.OK);
              }
            });
    return this;
  }

  TestWorkload hello(Hello hello) {
    up.onNext(FromWorkload.newBuilder().setHello(hello).build());
    return this;
  }

  TestWorkload csr(KeyPair key) {
    return csr(SigningRequest.create(key).der());
  }

  TestWorkload csr(byte[] der) {
    up.onNext(
        FromWorkload.newBuilder()
            .setCsr(Csr.newBuilder().setDer(ByteString.copyFrom(der)))
            .build());
    return this;
  }

  TestWorkload healthy() {
    return send(FromWorkload.newBuilder().setHealth(Health.newBuilder().setHealthy(true)).build());
  }

  TestWorkload send(FromWorkload message) {
    up.onNext(message);
    return this;
  }

  /** The next message, waited for. */
  ToWorkload next() throws InterruptedException {
    ToWorkload message = received.poll(10, TimeUnit.SECONDS);
    assertThat(message).as("a message within 10 s; ended: %s", end).isNotNull();
    return message == null ? ToWorkload.getDefaultInstance() : message;
  }

  /** How the session ended, waited for. */
  Status end() throws Exception {
    return end.get(10, TimeUnit.SECONDS);
  }

  /** Who the control plane takes this connection's ADS for; or the status it answers. */
  CompletableFuture<String> whoAmI() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    var ads =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .deltaAggregatedResources(
                new StreamObserver<>() {
                  @Override
                  public void onNext(DeltaDiscoveryResponse response) {
                    answer.complete(response.getNonce());
                  }

                  @Override
                  public void onError(Throwable failure) {
                    Status status = Status.fromThrowable(failure);
                    answer.complete(status.getCode() + ": " + status.getDescription());
                  }

                  @Override
                  public void onCompleted() {}
                });
    ads.onNext(DeltaDiscoveryRequest.getDefaultInstance());
    return answer;
  }

  void complete() {
    up.onCompleted();
  }

  @Override
  public void close() throws InterruptedException {
    channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
  }

  private static KeyHash pin(TestControlPlane server) {
    return KeyHash.of(server.identities().bundle().roots().getFirst().getPublicKey());
  }
}
