package io.heddle.proxy.xds;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.PeerCheck;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.SpiffeTrustManager;
import io.heddle.certs.TrustBundle;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.ToWorkload;
import io.heddle.v1.WorkloadGrpc.WorkloadImplBase;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** A real gRPC server over TLS that does what a test tells it, and keeps all that it is sent. */
final class ScriptedControlPlane implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<Caller> CALLER = Context.key("caller");

  private final SecureRandom random = new SecureRandom();
  private CertificateAuthority authority;
  private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
  private final BlockingQueue<Ads> streams = new LinkedBlockingQueue<>();
  private final List<String> order = new CopyOnWriteArrayList<>();
  private volatile Optional<Status> refusal = Optional.empty();
  private TrustBundle trusted;
  private Server server;

  ScriptedControlPlane(CertificateAuthority authority) throws Exception {
    this(authority, SpiffeId.ofControlPlane("cluster.local"));
  }

  ScriptedControlPlane(CertificateAuthority authority, SpiffeId id) throws Exception {
    this.authority = authority;
    this.trusted = authority.bundle();
    server = start(id, 0);
  }

  static CertificateAuthority authority() {
    return CertificateAuthority.create(
        "cluster.local", Duration.ofDays(1), InstantSource.system(), new SecureRandom());
  }

  private Server start(SpiffeId id, int port) throws Exception {
    KeyPair key = P256.generate(random);
    List<X509Certificate> chain =
        new ArrayList<>(
            authority.sign(
                SigningRequest.create(key), id, "cp", Duration.ofHours(1), InstantSource.system()));
    chain.addAll(authority.bundle().roots());
    PeerCheck peers = PeerCheck.trusting(() -> trusted, _ -> true, InstantSource.system());
    SslContext tls =
        GrpcSslContexts.configure(
                SslContextBuilder.forServer(
                    key.getPrivate(), chain.toArray(X509Certificate[]::new)))
            .protocols("TLSv1.3")
            .clientAuth(ClientAuth.OPTIONAL)
            .trustManager(new SpiffeTrustManager(peers))
            .build();
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .sslContext(tls)
        .permitKeepAliveTime(1, SECONDS)
        .directExecutor()
        .intercept(new Identify())
        .addService(new Workload())
        .addService(new Discovery())
        .build()
        .start();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
  }

  /** Each new session is refused so until told otherwise. */
  void refuse(Optional<Status> status) {
    refusal = status;
  }

  JoinToken token() {
    return JoinToken.parse("heddle1.abcdefghij." + "s".repeat(43) + "." + authority.pin());
  }

  List<X509Certificate> sign(FromWorkload csr, String uid, Duration lifetime) throws Exception {
    return authority.sign(
        SigningRequest.parse(csr.getCsr().getDer().toByteArray()),
        SpiffeId.of("cluster.local", "shop", "web"),
        uid,
        lifetime,
        InstantSource.system());
  }

  List<X509Certificate> roots() {
    return trusted.roots();
  }

  /**
   * What came on both streams, in the order of the wire: a message's case, or an answer's nonce.
   */
  List<String> order() {
    return order;
  }

  int sessions() {
    return sessions.size();
  }

  Session awaitSession() {
    return take(sessions, "a session");
  }

  Ads awaitAds() {
    return take(streams, "an ADS stream");
  }

  /** From the next start on it signs with another root and trusts both. */
  void changeRoot(CertificateAuthority next) {
    trusted = trusted.and(next.bundle());
    authority = next;
  }

  void restart() throws Exception {
    restart(SpiffeId.ofControlPlane("cluster.local"));
  }

  void restart(SpiffeId id) throws Exception {
    int port = server.getPort();
    server.shutdownNow().awaitTermination();
    server = start(id, port);
  }

  @Override
  public void close() throws Exception {
    server.shutdownNow().awaitTermination();
  }

  private static <T> T take(BlockingQueue<T> queue, String what) {
    try {
      T next = queue.poll(PATIENCE_SECONDS, SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came (expected: " + what + ")");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Who made a call. */
  record Caller(Optional<String> authorization, Optional<X509Certificate> certificate) {}

  /** One session stream. */
  final class Session implements StreamObserver<FromWorkload> {
    private final Caller caller;
    private final StreamObserver<ToWorkload> out;
    private final BlockingQueue<FromWorkload> received = new LinkedBlockingQueue<>();

    Session(Caller caller, StreamObserver<ToWorkload> out) {
      this.caller = caller;
      this.out = out;
    }

    Caller caller() {
      return caller;
    }

    void send(ToWorkload message) {
      out.onNext(message);
    }

    void welcome() {
      send(
          ToWorkload.newBuilder()
              .setWelcome(
                  io.heddle.v1.Welcome.newBuilder()
                      .setSpiffeId("spiffe://cluster.local/ns/shop/sa/web")
                      .setNamespace("shop")
                      .setService("web")
                      .setLifetimeMillis(Duration.ofHours(24).toMillis()))
              .build());
    }

    /** The next message but for statistics. */
    FromWorkload next() {
      FromWorkload next = take(received, "a message on the session");
      return next.hasStats() ? next() : next;
    }

    FromWorkload next(FromWorkload.MessageCase wanted) {
      FromWorkload next = take(received, wanted.toString());
      while (next.getMessageCase() != wanted) {
        next = take(received, wanted.toString());
      }
      return next;
    }

    void fail(Status status) {
      out.onError(status.asRuntimeException());
    }

    @Override
    public void onNext(FromWorkload message) {
      order.add(message.getMessageCase().toString());
      received.add(message);
    }

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {}
  }

  /** One ADS stream. */
  final class Ads implements StreamObserver<DeltaDiscoveryRequest> {
    private final Caller caller;
    private final StreamObserver<DeltaDiscoveryResponse> out;
    private final BlockingQueue<DeltaDiscoveryRequest> received = new LinkedBlockingQueue<>();
    private int nonce;

    Ads(Caller caller, StreamObserver<DeltaDiscoveryResponse> out) {
      this.caller = caller;
      this.out = out;
    }

    Caller caller() {
      return caller;
    }

    int received() {
      return received.size();
    }

    DeltaDiscoveryRequest next() {
      return take(received, "a request on the ADS stream");
    }

    /** The next request of a type that subscribes to something. */
    DeltaDiscoveryRequest nextSubscription(ResourceType type) {
      DeltaDiscoveryRequest next = next();
      return next.getTypeUrl().equals(type.typeUrl()) && next.getResourceNamesSubscribeCount() > 0
          ? next
          : nextSubscription(type);
    }

    /** The next answer to a response. */
    DeltaDiscoveryRequest nextAnswer() {
      DeltaDiscoveryRequest next = next();
      return next.getResponseNonce().isEmpty() ? nextAnswer() : next;
    }

    /** Sends resources under their names, in version {@code version}. */
    void send(ResourceType type, String version, Message... resources) {
      DeltaDiscoveryResponse.Builder response = response(type);
      for (Message resource : resources) {
        response.addResources(
            Resource.newBuilder()
                .setName(name(resource))
                .setVersion(version)
                .setResource(Any.pack(resource)));
      }
      out.onNext(response.build());
    }

    void remove(ResourceType type, String... names) {
      out.onNext(response(type).addAllRemovedResources(List.of(names)).build());
    }

    private DeltaDiscoveryResponse.Builder response(ResourceType type) {
      nonce++;
      return DeltaDiscoveryResponse.newBuilder().setTypeUrl(type.typeUrl()).setNonce("n" + nonce);
    }

    private static String name(Message resource) {
      Object name = resource.getField(resource.getDescriptorForType().findFieldByNumber(1));
      return name.toString();
    }

    @Override
    public void onNext(DeltaDiscoveryRequest request) {
      order.add(request.getResponseNonce());
      received.add(request);
    }

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {}
  }

  private final class Workload extends WorkloadImplBase {
    @Override
    public StreamObserver<FromWorkload> session(StreamObserver<ToWorkload> out) {
      Session session = new Session(CALLER.get(), out);
      refusal.ifPresentOrElse(session::fail, () -> sessions.add(session));
      return session;
    }
  }

  private final class Discovery extends AggregatedDiscoveryServiceImplBase {
    @Override
    public StreamObserver<DeltaDiscoveryRequest> deltaAggregatedResources(
        StreamObserver<DeltaDiscoveryResponse> out) {
      Ads ads = new Ads(CALLER.get(), out);
      streams.add(ads);
      return ads;
    }
  }

  private static final class Identify implements ServerInterceptor {
    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
        ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
      Caller caller =
          new Caller(
              Optional.ofNullable(headers.get(AUTHORIZATION)),
              certificate(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)));
      return Contexts.interceptCall(
          Context.current().withValue(CALLER, caller), call, headers, next);
    }

    private static Optional<X509Certificate> certificate(@Nullable SSLSession session) {
      if (session == null) {
        return Optional.empty();
      }
      try {
        return Optional.of((X509Certificate) session.getPeerCertificates()[0]);
      } catch (SSLPeerUnverifiedException _) {
        return Optional.empty();
      }
    }
  }
}
