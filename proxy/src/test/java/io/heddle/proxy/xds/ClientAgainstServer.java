package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG_LISTENER;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.SigningRequest;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.FromWorkload.MessageCase;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A client and the real gRPC server over TLS that it talks to. */
abstract sealed class ClientAgainstServer
    permits ControlPlaneClientTest, ClientCredentialTest, OnDemandTest {
  static final ControlPlaneConfig.Timing FAST =
      new ControlPlaneConfig.Timing(
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofMillis(50));
  static final Claims CLAIMS =
      new Claims(
          List.of(new Claims.InboundPort("http", 8080, 15_080)),
          "zone-a",
          "127.0.0.1",
          Duration.ofSeconds(30));

  @TempDir Path state;
  final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  final CertificateAuthority authority = ScriptedControlPlane.authority();
  final FakeUse use = new FakeUse(System::nanoTime);
  ControlPlaneConfig.Timing timing = FAST;
  OnDemandLimits onDemand = OnDemandLimits.DEFAULT;
  final FakeDataPath dataPath = new FakeDataPath();
  final RecordedEvents events = new RecordedEvents();
  final List<ControlPlaneClient> clients = new ArrayList<>();
  ScriptedControlPlane server;
  ScriptedControlPlane.@Nullable Session lastSession;
  ScriptedControlPlane.@Nullable Ads lastAds;

  ClientAgainstServer() throws Exception {
    server = new ScriptedControlPlane(authority);
  }

  @AfterEach
  void stop() throws Exception {
    clients.forEach(ControlPlaneClient::close);
    server.close();
    group.shutdownGracefully(0, 0, SECONDS).sync();
  }

  ScriptedControlPlane.Session session() {
    return Objects.requireNonNull(lastSession);
  }

  ScriptedControlPlane.Ads ads() {
    return Objects.requireNonNull(lastAds);
  }

  ControlPlaneClient client(Optional<JoinToken> token) {
    ControlPlaneClient client =
        new ControlPlaneClient(
            new ControlPlaneConfig(server.address(), token, state, CLAIMS, timing, onDemand),
            new ClientEnvironment(
                new NettyTransport(group.next(), NioSocketChannel.class),
                InstantSource.system(),
                System::nanoTime,
                new SecureRandom()),
            new SnapshotConsumer(dataPath, dataPath::connectAhead, use),
            events);
    clients.add(client);
    return client;
  }

  ScriptedControlPlane.Ads openAds(ControlPlaneClient client) {
    client.start();
    lastSession = server.awaitSession();
    session().next(MessageCase.HELLO);
    session().welcome();
    lastAds = server.awaitAds();
    return ads();
  }

  /** Answers everything a sidecar needs; returns its certificate. */
  List<X509Certificate> configure(ControlPlaneClient client) throws Exception {
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

  static PublicKey publicKey(FromWorkload csr) throws Exception {
    return SigningRequest.parse(csr.getCsr().getDer().toByteArray()).publicKey();
  }
}
