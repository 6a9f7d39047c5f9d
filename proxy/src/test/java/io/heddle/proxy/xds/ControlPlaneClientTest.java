package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG_LISTENER;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.grpc.Status;
import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.SnapshotTarget;
import io.heddle.v1.CsrRefused;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.FromWorkload.MessageCase;
import io.heddle.v1.Released;
import io.heddle.v1.Renew;
import io.heddle.v1.ToWorkload;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole client against a real gRPC server over TLS. */
class ControlPlaneClientTest {
  private static final ControlPlaneConfig.Timing FAST =
      new ControlPlaneConfig.Timing(
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofMillis(50));
  private static final Claims CLAIMS =
      new Claims(
          List.of(new Claims.InboundPort("http", 8080, 15_080)),
          "zone-a",
          "127.0.0.1",
          Duration.ofSeconds(30));

  @TempDir Path state;
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CertificateAuthority authority = ScriptedControlPlane.authority();
  private final FakeDataPath dataPath = new FakeDataPath();
  private final Events events = new Events();
  private final List<ControlPlaneClient> clients = new ArrayList<>();
  private ScriptedControlPlane server;
  private ScriptedControlPlane.@Nullable Session lastSession;
  private ScriptedControlPlane.@Nullable Ads lastAds;

  ControlPlaneClientTest() throws Exception {
    server = new ScriptedControlPlane(authority);
  }

  @AfterEach
  void stop() throws Exception {
    clients.forEach(ControlPlaneClient::close);
    server.close();
    group.shutdownGracefully(0, 0, SECONDS).sync();
  }

  @Test
  void joinsByTokenAndSaysHelloFirst() {
    ControlPlaneClient client = client(Optional.of(server.token()));
    client.start();

    ScriptedControlPlane.Session session = server.awaitSession();
    FromWorkload hello = session.next();

    assertThat(session.caller().authorization()).contains("Bearer " + server.token().text());
    assertThat(session.caller().certificate()).isEmpty();
    assertThat(hello.getHello().getInstanceUid()).isEqualTo(client.instanceUid());
    assertThat(hello.getHello().getInbound(0).getAppPort()).isEqualTo(8080);
    assertThat(hello.getHello().getGraceMillis()).isEqualTo(30_000);
    assertThat(hello.getHello().getSchemaVersion()).isEqualTo(1);
    session.welcome();
    assertThat(session.next().hasCsr()).isTrue();
    assertThat(events.next("welcome")).contains("spiffe://cluster.local/ns/shop/sa/web");
  }

  @Test
  void reachesItsFirstConfigurationWhenEverythingItNamesIsThere() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    client.want(CATALOG_LISTENER);
    client.start();

    configure(client);

    events.next("first-config");
    ProxySnapshot snapshot = dataPath.current();
    assertThat(snapshot.listeners())
        .containsOnlyKeys("inbound/" + client.instanceUid(), CATALOG_LISTENER);
    assertThat(snapshot.clusters()).containsOnlyKeys("inbound|8080||", CATALOG);
    assertThat(snapshot.endpoints())
        .extractingByKey(CATALOG)
        .extracting(set -> set.endpoints().size())
        .isEqualTo(1);
    assertThat(snapshot.identity()).isPresent();
    assertThat(snapshot.identity().get().svid().leaf().getPublicKey())
        .isEqualTo(snapshot.identity().get().svid().chain().getFirst().getPublicKey());
    assertThat(Files.getPosixFilePermissions(state))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(state.resolve("svid.pem")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void subscribesToWhatAResourceNamesBeforeItAcknowledgesIt() {
    ControlPlaneClient client = client(Optional.of(server.token()));
    client.want(CATALOG_LISTENER);
    ScriptedControlPlane.Ads ads = openAds(client);
    ads.nextSubscription(ResourceType.SECRET);

    ads.send(ResourceType.LISTENER, "1", EnvoyResources.outbound(CATALOG_LISTENER, "some-routes"));

    DeltaDiscoveryRequest subscription = ads.next();
    assertThat(subscription.getTypeUrl()).isEqualTo(ResourceType.ROUTES.typeUrl());
    assertThat(subscription.getResourceNamesSubscribeList()).containsExactly("some-routes");
    assertThat(subscription.getResponseNonce()).isEmpty();
    DeltaDiscoveryRequest answer = ads.next();
    assertThat(answer.getTypeUrl()).isEqualTo(ResourceType.LISTENER.typeUrl());
    assertThat(answer.getResponseNonce()).isEqualTo("n1");
    assertThat(answer.hasErrorDetail()).isFalse();
  }

  @Test
  void acknowledgesOnlyWhenTheDataPathHasAppliedIt() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    configure(client);
    events.next("first-config");
    ScriptedControlPlane.Ads ads = ads();
    CompletableFuture<Void> applied = dataPath.holdBack();

    ads.send(
        ResourceType.CLUSTER,
        "2",
        EnvoyResources.inboundCluster(8080).toBuilder()
            .setConnectTimeout(EnvoyResources.seconds(3))
            .build());
    dataPath.awaitConnectTimeout("inbound|8080||", Duration.ofSeconds(3));
    session().send(ToWorkload.newBuilder().setRenew(Renew.getDefaultInstance()).build());
    session().next(MessageCase.CSR);

    assertThat(ads.received()).isZero();
    applied.complete(null);
    assertThat(ads.next().getResponseNonce()).isNotEmpty();
  }

  @Test
  void aNackNamesResourceAndFieldAndKeepsTheLastGoodOne() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    client.want(CATALOG_LISTENER);
    configure(client);
    events.next("first-config");

    ads()
        .send(
            ResourceType.CLUSTER,
            "2",
            EnvoyResources.cluster(CATALOG).toBuilder()
                .setLbPolicy(Cluster.LbPolicy.RING_HASH)
                .build(),
            EnvoyResources.inboundCluster(8080).toBuilder()
                .setConnectTimeout(EnvoyResources.seconds(3))
                .build());

    DeltaDiscoveryRequest answer = ads().nextAnswer();
    assertThat(answer.getErrorDetail().getMessage())
        .isEqualTo(
            "Cluster " + CATALOG + ": lb_policy: 2 (expected: ROUND_ROBIN or LEAST_REQUEST)");
    ProxySnapshot snapshot = dataPath.current();
    assertThat(snapshot.clusters())
        .extractingByKey(CATALOG)
        .extracting(ClusterConfig::balance)
        .isEqualTo(ClusterConfig.Balance.LEAST_REQUEST);
    assertThat(snapshot.clusters())
        .extractingByKey("inbound|8080||")
        .extracting(ClusterConfig::connectTimeout)
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(events.next("rejected")).contains(CATALOG);
  }

  @Test
  void resumesWithTheVersionsItHoldsAndRepeatsItsState() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    client.want(CATALOG_LISTENER);
    configure(client);
    events.next("first-config");
    client.healthy();
    session().next(MessageCase.HEALTH);
    client.stopping();
    session().next(MessageCase.STOPPING);
    ProxySnapshot before = dataPath.current();

    server.restart();
    lastSession = server.awaitSession();
    session().next(MessageCase.HELLO);
    session().welcome();
    assertThat(session().next(MessageCase.HEALTH).getHealth().getHealthy()).isTrue();
    session().next(MessageCase.STOPPING);
    ScriptedControlPlane.Ads ads = server.awaitAds();

    DeltaDiscoveryRequest clusters = ads.nextSubscription(ResourceType.CLUSTER);
    assertThat(clusters.getResourceNamesSubscribeList())
        .containsExactlyInAnyOrder(CATALOG, "inbound|8080||");
    assertThat(clusters.getInitialResourceVersionsMap())
        .containsEntry(CATALOG, "1")
        .containsEntry("inbound|8080||", "1");
    assertThat(clusters.getNode().getId()).isEqualTo(client.instanceUid());
    assertThat(clusters.getNode().getUserAgentName()).isEqualTo("heddle");
    assertThat(
            clusters.getNode().getMetadata().getFieldsOrThrow("heddle.io/schema").getNumberValue())
        .isEqualTo(1);
    assertThat(dataPath.current()).isEqualTo(before);
    assertThat(session().caller().authorization()).isEmpty();
    assertThat(session().caller().certificate()).isPresent();
  }

  @Test
  void reportsReachedAfterTheAcknowledgement() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    client.want(CATALOG_LISTENER);
    configure(client);
    events.next("first-config");
    dataPath.cause = "connect refused";

    ads()
        .send(
            ResourceType.ENDPOINTS,
            "2",
            EnvoyResources.endpoints(
                CATALOG, EnvoyResources.instance("c2", "warming", HealthStatus.UNHEALTHY)));
    String nonce = ads().nextAnswer().getResponseNonce();
    FromWorkload reached = session().next(MessageCase.REACHED);

    assertThat(reached.getReached().getInstanceUid()).isEqualTo("c2");
    assertThat(reached.getReached().getCause()).isEqualTo("connect refused");
    assertThat(server.order()).containsSubsequence(nonce, "REACHED");
  }

  @Test
  void aServerWithoutThePinnedRootIsNotTalkedTo() {
    JoinToken other =
        JoinToken.parse(
            "heddle1.abcdefghij." + "s".repeat(43) + "." + ScriptedControlPlane.authority().pin());
    client(Optional.of(other)).start();

    assertThat(events.next("credential"))
        .contains("SERVER_UNTRUSTED", "the root that the join token pins");
    assertThat(server.sessions()).isZero();
  }

  @Test
  void aWorkloadOfTheMeshIsNotTheControlPlane() throws Exception {
    server.close();
    server = new ScriptedControlPlane(authority, SpiffeId.of("cluster.local", "shop", "web"));
    client(Optional.of(server.token())).start();

    assertThat(events.next("credential")).contains("spiffe://cluster.local/ns/shop/sa/web");
    assertThat(server.sessions()).isZero();
  }

  @Test
  void rejoinsByCertificateAfterARestart() throws Exception {
    ControlPlaneClient first = client(Optional.of(server.token()));
    configure(first);
    events.next("first-config");
    first.close();

    ControlPlaneClient second = client(Optional.empty());
    second.start();
    ScriptedControlPlane.Session rejoined = server.awaitSession();

    assertThat(second.instanceUid()).isEqualTo(first.instanceUid());
    assertThat(rejoined.caller().authorization()).isEmpty();
    assertThat(rejoined.caller().certificate().orElseThrow().getSubjectX500Principal().getName())
        .contains(first.instanceUid());
    assertThat(dataPath.current().identity()).isPresent();
  }

  @Test
  void needsATokenWhenItHasNoCertificate() {
    assertThatThrownBy(() -> client(Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("join token: none");
  }

  @Test
  void asksWithANewKeyEachTime() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    List<X509Certificate> first = configure(client);
    events.next("first-config");

    session().send(ToWorkload.newBuilder().setRenew(Renew.getDefaultInstance()).build());
    FromWorkload csr = session().next(MessageCase.CSR);
    List<X509Certificate> second = server.sign(csr, client.instanceUid(), Duration.ofHours(1));
    ads().send(ResourceType.SECRET, "2", EnvoyResources.chain(second));
    ads().nextAnswer();

    assertThat(second.getFirst().getPublicKey()).isNotEqualTo(first.getFirst().getPublicKey());
    assertThat(dataPath.current().identity().orElseThrow().svid().leaf())
        .isEqualTo(second.getFirst());
  }

  @Test
  void renewsAtHalfLife() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    ScriptedControlPlane.Ads ads = openAds(client);
    FromWorkload first = session().next(MessageCase.CSR);
    ads.send(
        ResourceType.SECRET,
        "1",
        EnvoyResources.chain(server.sign(first, client.instanceUid(), Duration.ofSeconds(2))),
        EnvoyResources.roots(server.roots()));

    FromWorkload second = session().next(MessageCase.CSR);

    assertThat(publicKey(second)).isNotEqualTo(publicKey(first));
  }

  @Test
  void repeatsARefusedRequestWithTheSameKeyAfterTheTimeThatWasSaid() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    openAds(client);
    FromWorkload first = session().next(MessageCase.CSR);

    session()
        .send(
            ToWorkload.newBuilder()
                .setCsrRefused(
                    CsrRefused.newBuilder().setReason("too often").setRetryAfterMillis(20))
                .build());

    assertThat(publicKey(session().next(MessageCase.CSR))).isEqualTo(publicKey(first));
    assertThat(events.next("credential")).contains("SIGNING_REFUSED", "too often");
  }

  @Test
  void surfacesWhyACredentialWasRefused() {
    server.refuse(Optional.of(Status.UNAUTHENTICATED.withDescription("join token: used up")));
    ControlPlaneClient client = client(Optional.of(server.token()));
    client.start();

    assertThat(events.next("credential"))
        .isEqualTo("credential REFUSED session: UNAUTHENTICATED: join token: used up");
    server.refuse(Optional.empty());
    assertThat(server.awaitSession().next().hasHello()).isTrue();
  }

  @Test
  void tellsOfItsReleaseAndAnswersQuietAfterItsStatistics() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    client.stats(() ->
        new SidecarStats(
            List.of(new SidecarStats.Inbound(15_080, 1, 2, 3, 4)),
            List.of(new SidecarStats.Upstream("c1", 5, 6, 7))));
    openAds(client);
    session()
        .send(
            ToWorkload.newBuilder().setReleased(Released.newBuilder().addLaggards("slow")).build());
    assertThat(events.next("released")).contains("slow");

    client.quiet();

    FromWorkload stats = session().next(MessageCase.STATS);
    assertThat(stats.getStats().getInbound(0).getMisdirected()).isEqualTo(1);
    assertThat(stats.getStats().getUpstream(0).getRepeated()).isEqualTo(7);
    session().next(MessageCase.QUIET);
  }

  private ScriptedControlPlane.Session session() {
    return Objects.requireNonNull(lastSession);
  }

  private ScriptedControlPlane.Ads ads() {
    return Objects.requireNonNull(lastAds);
  }

  private ControlPlaneClient client(Optional<JoinToken> token) {
    ControlPlaneClient client =
        new ControlPlaneClient(
            new ControlPlaneConfig(server.address(), token, state, CLAIMS, FAST),
            new ClientEnvironment(
                new NettyTransport(group.next(), NioSocketChannel.class),
                InstantSource.system(),
                System::nanoTime,
                new SecureRandom()),
            new SnapshotConsumer(dataPath, dataPath::connectAhead),
            events);
    clients.add(client);
    return client;
  }

  private ScriptedControlPlane.Ads openAds(ControlPlaneClient client) {
    client.start();
    lastSession = server.awaitSession();
    session().next(MessageCase.HELLO);
    session().welcome();
    lastAds = server.awaitAds();
    return ads();
  }

  /** Answers everything a sidecar needs; returns its certificate. */
  private List<X509Certificate> configure(ControlPlaneClient client) throws Exception {
    ScriptedControlPlane.Ads ads = openAds(client);
    List<X509Certificate> chain =
        server.sign(session().next(MessageCase.CSR), client.instanceUid(), Duration.ofHours(1));
    ads.send(
        ResourceType.SECRET,
        "1",
        EnvoyResources.chain(chain),
        EnvoyResources.roots(server.roots()));
    ads.send(
        ResourceType.LISTENER,
        "1",
        EnvoyResources.inbound(client.instanceUid(), 15_080, List.of()),
        EnvoyResources.outbound(CATALOG_LISTENER, CATALOG));
    ads.send(ResourceType.ROUTES, "1", EnvoyResources.routes(CATALOG, CATALOG));
    ads.nextAnswer();
    ads.nextAnswer();
    ads.nextAnswer();
    ads.send(
        ResourceType.CLUSTER,
        "1",
        EnvoyResources.cluster(CATALOG),
        EnvoyResources.inboundCluster(8080));
    ads.nextAnswer();
    ads.send(
        ResourceType.ENDPOINTS,
        "1",
        EnvoyResources.endpoints(
            CATALOG, EnvoyResources.instance("c1", "serving", HealthStatus.HEALTHY)));
    ads.nextAnswer();
    return chain;
  }

  private static PublicKey publicKey(FromWorkload csr) throws Exception {
    return SigningRequest.parse(csr.getCsr().getDer().toByteArray()).publicKey();
  }

  /** Keeps the snapshots it is given; applies them at once unless told otherwise. */
  private static final class FakeDataPath implements SnapshotTarget {
    private volatile ProxySnapshot current = ProxySnapshot.EMPTY;
    private volatile CompletableFuture<Void> next = CompletableFuture.completedFuture(null);
    private volatile String cause = "";

    @Override
    public synchronized CompletionStage<Void> apply(ProxySnapshot snapshot) {
      current = snapshot;
      notifyAll();
      return next;
    }

    CompletionStage<String> connectAhead(ClusterConfig cluster, Endpoint endpoint) {
      return CompletableFuture.completedFuture(cause);
    }

    ProxySnapshot current() {
      return current;
    }

    CompletableFuture<Void> holdBack() {
      next = new CompletableFuture<>();
      return next;
    }

    synchronized void awaitConnectTimeout(String cluster, Duration timeout) throws Exception {
      while (current.clusters().values().stream()
          .noneMatch(it -> it.name().equals(cluster) && it.connectTimeout().equals(timeout))) {
        wait();
      }
    }
  }

  /** Keeps what it is told, as text. */
  private static final class Events implements ControlPlaneListener {
    private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

    /** The next one of a kind, among any others. */
    String next(String kind) {
      long deadline = System.nanoTime() + SECONDS.toNanos(20);
      try {
        while (true) {
          String event = all.poll(deadline - System.nanoTime(), NANOSECONDS);
          if (event == null) {
            throw new AssertionError("nothing came (expected: " + kind + ")");
          }
          if (event.startsWith(kind)) {
            return event;
          }
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onConnected() {
      all.add("connected");
    }

    @Override
    public void onDisconnected(String cause) {
      all.add("disconnected " + cause);
    }

    @Override
    public void onWelcome(Welcome welcome) {
      all.add("welcome " + welcome.id());
    }

    @Override
    public void onFirstConfig() {
      all.add("first-config");
    }

    @Override
    public void onReleased(List<String> laggards) {
      all.add("released " + laggards);
    }

    @Override
    public void onRejected(List<String> reasons) {
      all.add("rejected " + reasons);
    }

    @Override
    public void onCredentialFailure(CredentialFailure failure, String message) {
      all.add("credential " + failure + " " + message);
    }

    @Override
    public void onStateUnusable(String message) {
      all.add("state " + message);
    }
  }
}
