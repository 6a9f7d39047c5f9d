package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG_LISTENER;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.FromWorkload.MessageCase;
import io.heddle.v1.Released;
import io.heddle.v1.Renew;
import io.heddle.v1.ToWorkload;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The whole client: what it says, applies and acknowledges. */
final class ControlPlaneClientTest extends ClientAgainstServer {
  ControlPlaneClientTest() throws Exception {}

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
    dataPath.connectingFails("connect refused");

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
  void tellsOfItsReleaseAndAnswersQuietAfterItsStatistics() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    client.stats(() ->
        new SidecarStats(
            List.of(new SidecarStats.Inbound(15_080, 1, 2, 3, 4, 5)),
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
    assertThat(Duration.ofMillis(stats.getStats().getSentUnixMillis() - System.currentTimeMillis()))
        .isBetween(Duration.ofMinutes(-1), Duration.ZERO);
    session().next(MessageCase.QUIET);
  }
}
