package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG_LISTENER;
import static io.heddle.proxy.xds.IssuedCertificates.WEB;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.SpiffeId;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.xds.XdsServerConfig.Security;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole client of a server that knows nothing of sessions. */
final class XdsServerClientTest {
  private static final SpiffeId SERVER = SpiffeId.of("cluster.local", "ops", "xds");
  private static final Claims CALLER = new Claims(List.of(), "", "", Duration.ofSeconds(30));

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CertificateAuthority authority = ScriptedControlPlane.authority();
  private final ScriptedControlPlane server = new ScriptedControlPlane(authority, SERVER);
  private final FakeDataPath dataPath = new FakeDataPath();
  private final RecordedEvents events = new RecordedEvents();
  private final IssuedCertificates issued;
  private @Nullable XdsServerClient client;

  XdsServerClientTest(@TempDir Path directory) throws Exception {
    issued = new IssuedCertificates(authority, directory);
  }

  @AfterEach
  void stop() throws Exception {
    if (client != null) {
      client.close();
    }
    server.close();
    group.shutdownGracefully(0, 0, SECONDS).sync();
  }

  @Test
  void takesItsConfigurationWithoutASession() throws Exception {
    issued.write(WEB);
    XdsServerClient started = start(Optional.of(SERVER), ClientAgainstServer.CLAIMS);
    assertThat(events.next("welcome")).isEqualTo("welcome " + WEB);
    started.want(CATALOG_LISTENER);
    ScriptedControlPlane.Ads ads = server.awaitAds();

    answerEverything(ads);

    events.next("first-config");
    ProxySnapshot snapshot = dataPath.awaitListener(CATALOG_LISTENER);
    assertThat(snapshot.listeners()).containsOnlyKeys("inbound/web-1", CATALOG_LISTENER);
    assertThat(snapshot.identity())
        .hasValueSatisfying(it -> assertThat(it.svid().id()).isEqualTo(WEB));
    assertThat(ads.caller().certificate()).isPresent();
    assertThat(server.sessions()).isZero();
  }

  @Test
  void everyRequestSaysWhoAsksAndNoneAsksForSecrets() throws Exception {
    issued.write(WEB);
    start(Optional.of(SERVER), ClientAgainstServer.CLAIMS);
    ScriptedControlPlane.Ads ads = server.awaitAds();

    ads.send(ResourceType.LISTENER, "1", EnvoyResources.inbound("web-1", 15_080, List.of()));

    DeltaDiscoveryRequest request = ads.next();
    while (request.getResponseNonce().isEmpty()) {
      assertThat(request.getNode().getId()).isEqualTo("web-1");
      assertThat(request.getTypeUrl()).isNotEqualTo(ResourceType.SECRET.typeUrl());
      request = ads.next();
    }
    assertThat(request.getNode().getCluster()).isEqualTo("web");
    assertThat(request.getNode().getLocality().getZone()).isEqualTo("zone-a");
    assertThat(request.getNode().getUserAgentName()).isEqualTo("heddle");
    assertThat(request.getNode().getMetadata().getFieldsOrThrow("rack").getStringValue())
        .isEqualTo("7");
  }

  @Test
  void whoServesNothingIsConfiguredByAStreamAlone() throws Exception {
    issued.write(WEB);
    start(Optional.of(SERVER), CALLER);

    events.next("connected");
    events.next("first-config");
  }

  @Test
  void aServerOfAnotherNameIsNotTalkedTo() throws Exception {
    issued.write(WEB);
    start(Optional.empty(), CALLER);

    assertThat(events.next("credential"))
        .contains("SERVER_UNTRUSTED")
        .contains("spiffe://cluster.local/ns/ops/sa/xds");
  }

  @Test
  void aRenewedCertificateIsInForceWithoutANewStream() throws Exception {
    issued.link(WEB);
    start(Optional.of(SERVER), CALLER);
    events.next("first-config");
    var before = dataPath.current().identity();

    issued.link(WEB);

    dataPath.await(snapshot -> !snapshot.identity().equals(before));
    assertThat(server.order()).as("requests").isEmpty();
  }

  @Test
  void aCertificateOfSomebodyElseIsNotTakenOver() throws Exception {
    issued.write(WEB);
    start(Optional.of(SERVER), CALLER);
    events.next("first-config");

    issued.write(SpiffeId.of("cluster.local", "shop", "catalog"));

    assertThat(events.next("files")).contains("sa/catalog").contains("sa/web, as before");
    assertThat(dataPath.current().identity())
        .hasValueSatisfying(it -> assertThat(it.svid().id()).isEqualTo(WEB));
  }

  @Test
  void keepsItsConfigurationWhenTheServerGoesAndAsksAgain() throws Exception {
    issued.write(WEB);
    start(Optional.of(SERVER), ClientAgainstServer.CLAIMS);
    answerEverything(server.awaitAds());
    events.next("first-config");
    ProxySnapshot before = dataPath.current();

    server.restart(SERVER);

    events.next("disconnected");
    DeltaDiscoveryRequest listeners = server.awaitAds().nextSubscription(ResourceType.LISTENER);
    assertThat(listeners.getResourceNamesSubscribeList()).containsExactly("inbound/web-1");
    assertThat(listeners.getInitialResourceVersionsMap()).containsEntry("inbound/web-1", "1");
    assertThat(dataPath.current()).isEqualTo(before);
  }

  @Test
  void speaksPlaintextWhereItIsToldTo() throws Exception {
    issued.write(WEB);
    try (PlaintextXdsServer plaintext = new PlaintextXdsServer()) {
      start(new Security.Plaintext(), plaintext.address(), ClientAgainstServer.CLAIMS);

      DeltaDiscoveryRequest request = plaintext.next();

      assertThat(request.getResourceNamesSubscribeList()).containsExactly("inbound/web-1");
    }
  }

  @Test
  void noCertificateIsNamed() {
    assertThatThrownBy(() -> start(Optional.of(SERVER), CALLER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tls.crt")
        .hasMessageEndingWith("(expected: tls.crt, tls.key and ca.crt)");
  }

  private void answerEverything(ScriptedControlPlane.Ads ads) {
    ads.send(
        ResourceType.LISTENER,
        "1",
        EnvoyResources.inbound("web-1", 15_080, List.of()),
        EnvoyResources.outboundTcp(CATALOG_LISTENER, CATALOG));
    ads.send(
        ResourceType.CLUSTER,
        "1",
        EnvoyResources.inboundCluster(8080),
        EnvoyResources.inboundCluster(8080).toBuilder().setName(CATALOG).build());
  }

  private XdsServerClient start(Optional<SpiffeId> expected, Claims claims) {
    return start(new Security.MutualTls(expected), server.address(), claims);
  }

  private XdsServerClient start(Security security, InetSocketAddress address, Claims claims) {
    XdsServerClient started =
        new XdsServerClient(
            new XdsServerConfig(
                address,
                security,
                issued.directory(),
                new Node("web-1", "web", "zone-a", new TreeMap<>(Map.of("rack", "7"))),
                claims,
                ClientAgainstServer.FAST,
                OnDemandLimits.DEFAULT),
            new ClientEnvironment(
                new NettyTransport(group.next(), NioSocketChannel.class),
                InstantSource.system(),
                System::nanoTime,
                new SecureRandom()),
            new SnapshotConsumer(dataPath, dataPath::connectAhead, new FakeUse(System::nanoTime)),
            events);
    client = started;
    started.start();
    return started;
  }
}
