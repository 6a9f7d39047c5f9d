package io.heddle.controlplane.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.HttpRoute;
import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshModel.Change;
import io.heddle.controlplane.model.MessageEdits;
import io.heddle.controlplane.model.Mirror;
import io.heddle.controlplane.model.ParentReference;
import io.heddle.controlplane.model.RouteMatch;
import io.heddle.controlplane.model.RouteName;
import io.heddle.controlplane.model.RouteRetry;
import io.heddle.controlplane.model.RouteRule;
import io.heddle.controlplane.model.RouteTimeouts;
import io.heddle.controlplane.model.RuleAction;
import io.heddle.controlplane.model.Service;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import io.heddle.controlplane.model.ServicePort.Protocol;
import io.heddle.controlplane.model.ServicePort.Target;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.ResourceChange;
import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.TypeUrls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much of a large mesh a small change touches. */
class TranslationScopeTest {
  private static final int SERVICES = 10_000;
  private static final String CHANGED = "outbound|80||s-4711.default.svc.cluster.local";

  private static final ServicePort HTTP_PORT =
      new ServicePort("http", 80, new Target.Numbered(8080), Protocol.HTTP);

  private static MeshModel mesh = MeshModel.EMPTY;

  private final List<ResourceKey> translated = new ArrayList<>();
  private final Translator translator =
      new Translator(new TranslateConfig("cluster.local"), translated::add);

  @BeforeAll
  static void tenThousandServicesWithTwoInstancesEach() {
    MeshModel model = MeshModel.EMPTY;
    for (int i = 0; i < SERVICES; i++) {
      model = model.with(service(i)).model();
      model = model.with(instance(i, "a", InstanceState.SERVING)).model();
      model = model.with(instance(i, "b", InstanceState.SERVING)).model();
    }
    mesh = model;
  }

  @Test
  void oneEndpointChangeRunsOneTranslator() {
    Change change = mesh.with(instance(4711, "a", InstanceState.DRAINING));

    List<ResourceChange> changes = translator.translate(change.model(), change.dirty());

    assertThat(translated).containsExactly(new ResourceKey(TypeUrls.ENDPOINTS, CHANGED));
    assertThat(changes).extracting(ResourceChange::kind).containsExactly(ClientKind.values());
    assertThat(changes).allMatch(it -> it.content().isPresent());
  }

  @Test
  void anInstanceOfAKnownIdentityLeavesTheClusterAlone() {
    Change change = mesh.with(instance(4711, "c", InstanceState.WARMING));

    translator.translate(change.model(), change.dirty());

    assertThat(translated)
        .containsExactlyInAnyOrder(
            new ResourceKey(TypeUrls.ENDPOINTS, CHANGED),
            new ResourceKey(TypeUrls.LISTENER, "inbound/4711-c"));
  }

  @Test
  void aServiceThatGoesTakesItsFourResourcesAlong() {
    Change change = mesh.without(new ServiceName("default", "s-4711"));

    List<ResourceChange> changes = translator.translate(change.model(), change.dirty());

    assertThat(translated)
        .containsExactlyInAnyOrder(
            new ResourceKey(TypeUrls.LISTENER, "s-4711.default.svc.cluster.local:80"),
            new ResourceKey(TypeUrls.ROUTE, CHANGED),
            new ResourceKey(TypeUrls.CLUSTER, CHANGED),
            new ResourceKey(TypeUrls.ENDPOINTS, CHANGED));
    assertThat(changes).allMatch(it -> it.content().isEmpty());
  }

  @Test
  void aServiceThatComesConcernsTheTableOfTheRouteThatMirrorsToIt() {
    ServiceName missing = new ServiceName("default", "copies");
    MeshModel mirrored = mesh.with(mirrorTo(missing)).model();
    Change change = mirrored.with(new Service(missing, Map.of(), List.of(HTTP_PORT)));

    List<ResourceChange> changes = translator.translate(change.model(), change.dirty());

    assertThat(translated)
        .filteredOn(key -> !key.name().contains("copies"))
        .containsExactly(new ResourceKey(TypeUrls.ROUTE, CHANGED));
    assertThat(changes)
        .filteredOn(it -> it.key().name().equals(CHANGED) && it.kind() == ClientKind.HEDDLE)
        .allMatch(it -> it.content().orElseThrow().toString().contains("copies"))
        .hasSize(1);
  }

  @Test
  void anInstanceIsReachedThroughTheClusterAndEndpointsOfItsService() {
    assertThat(Translator.resourcesOf("4711-a", mesh))
        .containsExactlyInAnyOrder(
            new ResourceKey(TypeUrls.CLUSTER, CHANGED),
            new ResourceKey(TypeUrls.ENDPOINTS, CHANGED));
    assertThat(Translator.resourcesOf("nobody", mesh)).isEmpty();
  }

  private static HttpRoute mirrorTo(ServiceName target) {
    Mirror mirror = new Mirror(new Backend.Target.OfService(target, 80), Mirror.ALL, 0);
    ServiceName own = new ServiceName("default", "s-4711");
    Backend backend = new Backend(new Backend.Target.OfService(own, 80), 1, MessageEdits.NONE);
    return new HttpRoute(
        new RouteName("default", "copied"),
        Instant.EPOCH,
        List.of(new ParentReference(own, OptionalInt.empty())),
        List.of(
            new RouteRule(
                "",
                List.of(RouteMatch.ANY),
                MessageEdits.NONE,
                Optional.empty(),
                new RuleAction.Forward(
                    List.of(backend),
                    Optional.empty(),
                    List.of(mirror),
                    RouteTimeouts.NONE,
                    RouteRetry.NONE))));
  }

  private static Service service(int number) {
    return new Service(
        new ServiceName("default", "s-" + number),
        Map.of("app", "s-" + number),
        List.of(HTTP_PORT));
  }

  private static Instance instance(int number, String replica, InstanceState state) {
    return new Instance(
        number + "-" + replica,
        SpiffeId.of("cluster.local", "default", "s-" + number),
        "default",
        Map.of("app", "s-" + number, "team", "all"),
        "127.0.0.1",
        List.of(new InboundPort("", 8080, 18080)),
        "",
        state);
  }
}
