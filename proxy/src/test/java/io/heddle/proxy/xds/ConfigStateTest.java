package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.xds.DeltaResponse.DeltaResource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigStateTest {
  private static final String OTHER = "outbound|80||other.shop.svc.cluster.local";
  private static final ResourceKey LISTENER = new ResourceKey(ResourceType.LISTENER, "a:80");
  private static final ResourceKey ROUTES = new ResourceKey(ResourceType.ROUTES, "a");

  private final ConfigState state = new ConfigState(Set.of(LISTENER), ConfigState.Silence.BUSY);

  @Test
  void wantsWhatItsRootsNameDirectlyOrNot() {
    assertThat(state.wanted()).containsExactly(LISTENER);

    receiveEverything();

    assertThat(state.wanted())
        .containsExactlyInAnyOrder(
            LISTENER,
            ROUTES,
            new ResourceKey(ResourceType.CLUSTER, CATALOG),
            new ResourceKey(ResourceType.ENDPOINTS, CATALOG));
  }

  @Test
  void neverAsksForTheClusterThatCannotExist() {
    receive(ResourceType.LISTENER, EnvoyResources.outbound("a:80", "a"));
    receive(ResourceType.ROUTES, EnvoyResources.routes("a", "heddle.io/invalid-backend"));

    assertThat(state.wanted()).containsExactly(LISTENER, ROUTES);
    assertThat(snapshot().routes()).containsKey("a");
  }

  @Test
  void aListenerTakesEffectWhenAllThatItNamesIsThere() {
    receive(ResourceType.LISTENER, EnvoyResources.outbound("a:80", "a"));
    receive(ResourceType.ROUTES, EnvoyResources.routes("a", CATALOG));
    receive(ResourceType.CLUSTER, EnvoyResources.cluster(CATALOG));
    assertThat(snapshot().listeners()).isEmpty();
    assertThat(state.isSettled(LISTENER)).isFalse();

    receive(ResourceType.ENDPOINTS, EnvoyResources.endpoints(CATALOG));

    assertThat(snapshot().listeners()).containsKey("a:80");
    assertThat(snapshot().endpoints()).containsKey(CATALOG);
    assertThat(state.isSettled(LISTENER)).isTrue();
  }

  @Test
  void theRoutesBeforeStayInForceUntilANewBackendIsThere() {
    receiveEverything();

    receive(ResourceType.ROUTES, EnvoyResources.routes("a", OTHER));
    assertThat(backends()).containsExactly(CATALOG);
    assertThat(state.wanted())
        .contains(
            new ResourceKey(ResourceType.CLUSTER, OTHER),
            new ResourceKey(ResourceType.CLUSTER, CATALOG));

    receive(ResourceType.CLUSTER, EnvoyResources.cluster(OTHER));
    assertThat(backends()).containsExactly(CATALOG);

    receive(ResourceType.ENDPOINTS, EnvoyResources.endpoints(OTHER));
    assertThat(backends()).containsExactly(OTHER);
    assertThat(snapshot().clusters()).containsOnlyKeys(OTHER);
    assertThat(state.wanted())
        .doesNotContain(
            new ResourceKey(ResourceType.CLUSTER, CATALOG),
            new ResourceKey(ResourceType.ENDPOINTS, CATALOG));
  }

  @Test
  void aBackendThatIsTakenAwayServesUntilTheRoutesWithoutItAreInForce() {
    receiveEverything();
    receive(ResourceType.ROUTES, EnvoyResources.routes("a", OTHER));

    remove(ResourceType.CLUSTER, CATALOG);
    remove(ResourceType.ENDPOINTS, CATALOG);
    assertThat(backends()).containsExactly(CATALOG);
    assertThat(snapshot().clusters()).containsOnlyKeys(CATALOG);
    assertThat(snapshot().endpoints()).containsOnlyKeys(CATALOG);

    receive(ResourceType.CLUSTER, EnvoyResources.cluster(OTHER));
    receive(ResourceType.ENDPOINTS, EnvoyResources.endpoints(OTHER));
    assertThat(backends()).containsExactly(OTHER);
    assertThat(snapshot().clusters()).containsOnlyKeys(OTHER);
    assertThat(snapshot().endpoints()).containsOnlyKeys(OTHER);
  }

  @Test
  void aBackendThatIsTakenAwayFromRoutesThatKeepItIsGoneAtOnce() {
    receiveEverything();

    remove(ResourceType.CLUSTER, CATALOG);

    assertThat(backends()).containsExactly(CATALOG);
    assertThat(snapshot().clusters()).isEmpty();
  }

  @Test
  void aReferenceThatDoesNotExistHoldsNothingUp() {
    receiveEverything();
    receive(ResourceType.ROUTES, EnvoyResources.routes("a", CATALOG, OTHER));

    remove(ResourceType.CLUSTER, OTHER);

    assertThat(backends()).containsExactly(CATALOG, OTHER);
    assertThat(snapshot().clusters()).containsOnlyKeys(CATALOG);
  }

  @Test
  void aReferenceThatIsNeverAnsweredIsGivenUp() {
    receiveEverything();
    receive(ResourceType.ROUTES, EnvoyResources.routes("a", OTHER));

    state.giveUp(ResourceType.CLUSTER, Set.of(OTHER));
    assertThat(backends()).containsExactly(OTHER);

    receive(ResourceType.CLUSTER, EnvoyResources.cluster(OTHER));
    receive(ResourceType.ENDPOINTS, EnvoyResources.endpoints(OTHER));
    assertThat(snapshot().clusters()).containsKey(OTHER);
  }

  @Test
  void aRejectedReferenceHoldsNothingUp() {
    receive(ResourceType.LISTENER, EnvoyResources.outbound("a:80", "a"));
    receive(ResourceType.ROUTES, EnvoyResources.routes("a", CATALOG));

    List<Rejection> rejections =
        update(
            ResourceType.CLUSTER,
            List.of(
                new DeltaResource(
                    CATALOG, "1", ResourceType.CLUSTER.typeUrl(), new byte[] {(byte) 0xFF})));
    assertThat(rejections)
        .extracting(Rejection::toString)
        .containsExactly("Cluster " + CATALOG + ": malformed: cut off at byte 1");
    assertThat(snapshot().listeners()).containsKey("a:80");
  }

  @Test
  void theLastGoodResourceStaysWhenANewOneIsRejectedAndOthersAreTaken() {
    receiveEverything();
    ProxySnapshot before = snapshot();

    List<Rejection> rejections =
        receive(
            ResourceType.ENDPOINTS,
            EnvoyResources.endpoints(
                CATALOG, EnvoyResources.endpoint("nowhere", 1, HealthStatus.HEALTHY)));

    assertThat(rejections).hasSize(1);
    assertThat(snapshot().endpoints()).isEqualTo(before.endpoints());
    assertThat(state.versions(ResourceType.ENDPOINTS)).containsEntry(CATALOG, "1");
  }

  @Test
  void ignoresWhatItDidNotAskFor() {
    state.update(
        ResourceType.CLUSTER,
        response(ResourceType.CLUSTER, List.of(resource(EnvoyResources.cluster(OTHER)))),
        _ -> false);

    assertThat(state.versions(ResourceType.CLUSTER)).isEmpty();
  }

  @Test
  void aRemovedListenerIsGoneAtOnce() {
    receiveEverything();

    remove(ResourceType.LISTENER, "a:80");

    assertThat(snapshot().listeners()).isEmpty();
    assertThat(snapshot().clusters()).isEmpty();
    assertThat(state.isSettled(LISTENER)).isTrue();
    assertThat(state.wanted()).containsExactly(LISTENER);
  }

  @Test
  void aSecretIsNeverTakenAway() {
    ResourceKey roots = new ResourceKey(ResourceType.SECRET, "ROOTCA");
    state.want(Set.of(roots));
    receive(
        ResourceType.SECRET,
        EnvoyResources.roots(ScriptedControlPlane.authority().bundle().roots()));

    remove(ResourceType.SECRET, "ROOTCA");

    assertThat(state.accepted(roots)).isPresent();
  }

  @Test
  void whatAListenerWouldHaveFetchedAheadIsNotWantedForItsSake() {
    ResourceKey inbound = new ResourceKey(ResourceType.LISTENER, "inbound/u1");
    state.want(Set.of(inbound));
    receive(ResourceType.LISTENER, EnvoyResources.inbound("u1", 15_080, List.of("b:80")));
    receive(ResourceType.CLUSTER, EnvoyResources.inboundCluster(8080));

    assertThat(state.wanted()).doesNotContain(new ResourceKey(ResourceType.LISTENER, "b:80"));
    assertThat(snapshot().listeners()).containsKey("inbound/u1");
  }

  @Test
  void whatIsNotWantedAnyMoreTakesAlongAllThatOnlyItNames() {
    ResourceKey other = new ResourceKey(ResourceType.LISTENER, "b:80");
    state.want(Set.of(other));
    receiveEverything();
    receive(ResourceType.LISTENER, EnvoyResources.outbound("b:80", "b"));
    receive(ResourceType.ROUTES, EnvoyResources.routes("b", CATALOG));

    state.unwant(Set.of(LISTENER));

    assertThat(snapshot().listeners()).containsOnlyKeys("b:80");
    assertThat(snapshot().clusters()).containsOnlyKeys(CATALOG);
    assertThat(state.wanted()).contains(other).doesNotContain(LISTENER, ROUTES);

    state.unwant(Set.of(other));

    assertThat(snapshot().clusters()).isEmpty();
    assertThat(state.wanted()).isEmpty();
  }

  @Test
  void aListenerIsMissingWhenTheServerSaysSoUntilItAppears() {
    assertThat(snapshot().missing()).isEmpty();

    remove(ResourceType.LISTENER, "a:80");
    assertThat(snapshot().missing()).containsExactly("a:80");

    receiveEverything();
    assertThat(snapshot().missing()).isEmpty();

    remove(ResourceType.LISTENER, "a:80");
    assertThat(snapshot().missing()).containsExactly("a:80");
    state.unwant(Set.of(LISTENER));
    assertThat(snapshot().missing()).isEmpty();
  }

  @Test
  void aListenerThatIsNeverAnsweredIsNotKnownToBeMissing() {
    state.giveUp(ResourceType.LISTENER, Set.of("a:80"));

    assertThat(state.isSettled(LISTENER)).isTrue();
    assertThat(snapshot().missing()).isEmpty();
  }

  @Test
  void forgetsWhatNothingRefersTo() {
    receiveEverything();
    remove(ResourceType.LISTENER, "a:80");

    state.forgetUnwanted();

    assertThat(state.versions(ResourceType.CLUSTER)).isEmpty();
  }

  private void receiveEverything() {
    receive(ResourceType.LISTENER, EnvoyResources.outbound("a:80", "a"));
    receive(ResourceType.ROUTES, EnvoyResources.routes("a", CATALOG));
    receive(ResourceType.CLUSTER, EnvoyResources.cluster(CATALOG));
    receive(
        ResourceType.ENDPOINTS,
        EnvoyResources.endpoints(
            CATALOG, EnvoyResources.instance("c1", "serving", HealthStatus.HEALTHY)));
  }

  private List<String> backends() {
    return snapshot().routes().values().stream()
        .flatMap(config -> config.virtualHosts().stream())
        .flatMap(host -> host.routes().stream())
        .map(route -> (RouteAction.Forward) route.action())
        .flatMap(forward -> forward.clusters().stream())
        .map(WeightedCluster::cluster)
        .toList();
  }

  private ProxySnapshot snapshot() {
    return state.contents().toSnapshot(1);
  }

  private List<Rejection> receive(ResourceType type, Message... resources) {
    return update(type, Arrays.stream(resources).map(ConfigStateTest::resource).toList());
  }

  private List<Rejection> update(ResourceType type, List<DeltaResource> resources) {
    return state.update(
        type,
        response(type, resources),
        name -> state.wanted().contains(new ResourceKey(type, name)));
  }

  private void remove(ResourceType type, String name) {
    state.update(type, new DeltaResponse(type.typeUrl(), "n", List.of(), List.of(name)), _ -> true);
  }

  private static DeltaResponse response(ResourceType type, List<DeltaResource> resources) {
    return new DeltaResponse(type.typeUrl(), "n", resources, List.of());
  }

  private static DeltaResource resource(Message message) {
    Object name = message.getField(message.getDescriptorForType().findFieldByNumber(1));
    return new DeltaResource(
        name.toString(),
        "1",
        "type.googleapis.com/" + message.getDescriptorForType().getFullName(),
        message.toByteArray());
  }
}
