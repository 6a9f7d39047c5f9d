package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG_LISTENER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.heddle.v1.FromWorkload.MessageCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sidecar subscribes to when, and what it is ready with. */
final class OnDemandTest extends ClientAgainstServer {
  private static final String OTHER = "other.shop.svc.cluster.local:80";

  OnDemandTest() throws Exception {}

  @Test
  void isReadyWithoutOutboundListenersWhenNobodyUsedAny() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    start(client, List.of());

    events.next("first-config");

    assertThat(dataPath.current().listeners()).containsOnlyKeys("inbound/" + client.instanceUid());
  }

  @Test
  void isReadyWhenWhatOthersUsedIsThereOrKnownNotToBe() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    start(client, List.of(CATALOG_LISTENER, OTHER));

    DeltaDiscoveryRequest subscription = subscriptionOf(CATALOG_LISTENER);
    assertThat(subscription.getResourceNamesSubscribeList())
        .containsExactlyInAnyOrder(CATALOG_LISTENER, OTHER);
    assertThat(subscription.getResponseNonce()).as("before the answer").isEmpty();
    assertThat(use.isFollowed(CATALOG_LISTENER)).isTrue();
    assertThat(events.isUnconfigured()).isTrue();

    answerCatalog();
    assertThat(dataPath.awaitListener(CATALOG_LISTENER).listeners()).hasSize(2);
    assertThat(events.isUnconfigured()).isTrue();

    ads().remove(ResourceType.LISTENER, OTHER);
    assertThat(events.next("missing")).endsWith(OTHER);
    events.next("first-config");
  }

  @Test
  void doesNotWaitLongForWhatIsNotAnswered() throws Exception {
    timing =
        new ControlPlaneConfig.Timing(
            Duration.ofMillis(200),
            FAST.welcome(),
            FAST.reconnectMin(),
            FAST.reconnectMax(),
            FAST.stats());
    ControlPlaneClient client = client(Optional.of(server.token()));
    start(client, List.of(OTHER));
    subscriptionOf(OTHER);

    events.next("first-config");

    assertThat(dataPath.current().missing()).as("nobody said so").isEmpty();
  }

  @Test
  void aListThatChangesAfterwardsIsNotFollowed() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    start(client, List.of());
    events.next("first-config");

    ads().send(ResourceType.LISTENER, "2", inbound(client, List.of(CATALOG_LISTENER)));
    ads().nextAnswer();
    client.want(OTHER);

    assertThat(ads().nextSubscription(ResourceType.LISTENER).getResourceNamesSubscribeList())
        .containsExactly(OTHER);
  }

  @Test
  void whatAConnectionNeedsIsSubscribedToAndItsAbsenceIsSaidOnce() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    start(client, List.of());
    events.next("first-config");

    client.want(CATALOG_LISTENER);
    subscriptionOf(CATALOG_LISTENER);
    ads().remove(ResourceType.LISTENER, CATALOG_LISTENER);
    assertThat(events.next("missing")).endsWith(CATALOG_LISTENER);
    assertThat(dataPath.current().missing()).containsExactly(CATALOG_LISTENER);

    answerCatalog();
    assertThat(dataPath.awaitListener(CATALOG_LISTENER).missing()).isEmpty();
  }

  @Test
  void whatIsNotUsedAnyMoreIsUnsubscribedAndComesBackWhenItIs() throws Exception {
    onDemand = new OnDemandLimits(10, 10, Duration.ZERO, Duration.ofMillis(20));
    use.open(CATALOG_LISTENER);
    ControlPlaneClient client = client(Optional.of(server.token()));
    start(client, List.of());
    events.next("first-config");
    client.want(CATALOG_LISTENER);
    subscriptionOf(CATALOG_LISTENER);
    answerCatalog();
    dataPath.awaitListener(CATALOG_LISTENER);

    use.close(CATALOG_LISTENER);
    List<String> let = new ArrayList<>();
    while (let.size() < 4) {
      let.addAll(ads().next().getResourceNamesUnsubscribeList());
    }
    assertThat(let).containsExactlyInAnyOrder(CATALOG_LISTENER, CATALOG, CATALOG, CATALOG);
    assertThat(dataPath.current().listeners()).doesNotContainKey(CATALOG_LISTENER);

    use.open(CATALOG_LISTENER);
    client.want(CATALOG_LISTENER);
    subscriptionOf(CATALOG_LISTENER);
    answerCatalog();
    assertThat(dataPath.awaitListener(CATALOG_LISTENER).clusters()).containsKey(CATALOG);
  }

  /** Sends certificate and inbound configuration. */
  private void start(ControlPlaneClient client, List<String> prefetch) throws Exception {
    openAds(client);
    var chain =
        server.sign(session().next(MessageCase.CSR), client.instanceUid(), Duration.ofHours(1));
    ads()
        .send(
            ResourceType.SECRET,
            "1",
            EnvoyResources.chain(chain),
            EnvoyResources.roots(server.roots()));
    ads().send(ResourceType.LISTENER, "1", inbound(client, prefetch));
    ads().send(ResourceType.CLUSTER, "1", EnvoyResources.inboundCluster(8080));
  }

  private static Message inbound(ControlPlaneClient client, List<String> prefetch) {
    return EnvoyResources.inbound(client.instanceUid(), 15_080, prefetch);
  }

  private DeltaDiscoveryRequest subscriptionOf(String listener) {
    while (true) {
      DeltaDiscoveryRequest next = ads().nextSubscription(ResourceType.LISTENER);
      if (next.getResourceNamesSubscribeList().contains(listener)) {
        return next;
      }
    }
  }

  private void answerCatalog() {
    ads().send(ResourceType.LISTENER, "1", EnvoyResources.outbound(CATALOG_LISTENER, CATALOG));
    ads().nextSubscription(ResourceType.ROUTES);
    ads().send(ResourceType.ROUTES, "1", EnvoyResources.routes(CATALOG, CATALOG));
    ads().nextSubscription(ResourceType.CLUSTER);
    ads().send(ResourceType.CLUSTER, "1", EnvoyResources.cluster(CATALOG));
    ads().nextSubscription(ResourceType.ENDPOINTS);
    ads()
        .send(
            ResourceType.ENDPOINTS,
            "1",
            EnvoyResources.endpoints(
                CATALOG, EnvoyResources.instance("c1", "serving", HealthStatus.HEALTHY)));
  }
}
