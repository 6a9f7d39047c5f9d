package io.heddle.controlplane.model;

import static io.heddle.controlplane.model.InstanceState.DRAINING;
import static io.heddle.controlplane.model.InstanceState.PENDING;
import static io.heddle.controlplane.model.InstanceState.RELEASED;
import static io.heddle.controlplane.model.InstanceState.SERVING;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.Backend.Target;
import io.heddle.controlplane.model.MeshModel.Change;
import io.heddle.controlplane.model.ModelKey.ApplicationPort;
import io.heddle.controlplane.model.ModelKey.InstanceInbound;
import io.heddle.controlplane.model.ModelKey.PortEndpoints;
import io.heddle.controlplane.model.ModelKey.ServiceIdentities;
import io.heddle.controlplane.model.ModelKey.ServicePorts;
import io.heddle.controlplane.model.ModelKey.ServiceRoutes;
import io.heddle.controlplane.model.ServicePort.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeshModelTest {
  private static final ServiceName SHOP = new ServiceName("default", "shop");
  private static final ServiceName CATALOG = new ServiceName("default", "catalog");
  private static final SpiffeId IDENTITY = SpiffeId.of("cluster.local", "default", "shop");

  private final MeshModel model =
      MeshModel.EMPTY
          .with(service(SHOP, Map.of("app", "shop"), port(80, 8080), port(81, 8081)))
          .then(it -> it.with(instance("a", SERVING)))
          .model();

  @Test
  void aNewInstanceDirtiesEveryThingItIsSeenIn() {
    Change change =
        MeshModel.EMPTY
            .with(service(SHOP, Map.of("app", "shop"), port(80, 8080), port(81, 8081)))
            .model()
            .with(instance("a", SERVING));

    assertThat(change.dirty())
        .containsExactlyInAnyOrder(
            new ServiceIdentities(SHOP),
            new PortEndpoints(SHOP, 80),
            new InstanceInbound("a"),
            new ApplicationPort(8080));
  }

  @Test
  void aSliceDirtiesTheEndpointsOfItsServiceAndWhomClientsAccept() {
    EndpointSlice slice = slice(SHOP, "10.1.0.1");

    assertThat(model.with(slice).dirty())
        .containsExactlyInAnyOrder(
            new ServiceIdentities(SHOP), new PortEndpoints(SHOP, 80), new PortEndpoints(SHOP, 81));
    assertThat(model.with(slice).model().identitiesOf(SHOP)).contains(slice.identity(), IDENTITY);
    assertThat(model.with(slice).model().with(slice).dirty()).isEmpty();
    assertThat(model.with(slice).model().with(slice(SHOP, "10.1.0.2")).dirty())
        .containsExactlyInAnyOrder(new PortEndpoints(SHOP, 80), new PortEndpoints(SHOP, 81));
  }

  @Test
  void aSliceThatMovesToAnotherServiceDirtiesBoth() {
    MeshModel both =
        model
            .with(service(CATALOG, Map.of(), port(90, 90)))
            .then(it -> it.with(slice(SHOP, "10.1.0.1")))
            .model();

    assertThat(both.with(slice(CATALOG, "10.1.0.1")).dirty())
        .containsExactlyInAnyOrder(
            new ServiceIdentities(SHOP),
            new ServiceIdentities(CATALOG),
            new PortEndpoints(SHOP, 80),
            new PortEndpoints(SHOP, 81),
            new PortEndpoints(CATALOG, 90));
  }

  private static EndpointSlice slice(ServiceName service, String address) {
    return new EndpointSlice(
        "default",
        "slice",
        service,
        SpiffeId.of("cluster.local", "default", "envoy"),
        List.of(new EndpointSlice.Port("", 8443)),
        List.of(new EndpointSlice.Member(address, "", SERVING)));
  }

  @Test
  void aChangeOfStateDirtiesTheEndpointsOfThePortsThatAreServed() {
    assertThat(model.with(instance("a", DRAINING)).dirty())
        .containsExactly(new PortEndpoints(SHOP, 80));
  }

  @Test
  void aChangeBetweenStatesThatClientsDoNotSeeDirtiesNothing() {
    MeshModel pending = model.with(instance("a", PENDING)).model();

    assertThat(pending.with(instance("a", RELEASED)).dirty()).isEmpty();
  }

  @Test
  void theSameAgainDirtiesNothing() {
    assertThat(model.with(instance("a", SERVING)).dirty()).isEmpty();
    assertThat(
            model
                .with(service(SHOP, Map.of("app", "shop"), port(80, 8080), port(81, 8081)))
                .dirty())
        .isEmpty();
    assertThat(model.withoutInstance("nobody").dirty()).isEmpty();
    assertThat(model.without(CATALOG).dirty()).isEmpty();
  }

  @Test
  void aSecondInstanceWithTheSameIdentityDirtiesNoIdentities() {
    assertThat(model.with(instance("b", SERVING)).dirty())
        .containsExactlyInAnyOrder(new PortEndpoints(SHOP, 80), new InstanceInbound("b"));
  }

  @Test
  void theLastInstanceToGoDirtiesAsMuchAsTheFirstToCome() {
    assertThat(model.withoutInstance("a").dirty())
        .containsExactlyInAnyOrder(
            new ServiceIdentities(SHOP),
            new PortEndpoints(SHOP, 80),
            new InstanceInbound("a"),
            new ApplicationPort(8080));
  }

  @Test
  void aChangedPortDirtiesThatPortOnly() {
    Change change =
        model.with(service(SHOP, Map.of("app", "shop"), port(80, 8080), port(81, 9000)));

    assertThat(change.dirty()).containsExactly(new ServicePorts(SHOP, Set.of(81)));
  }

  @Test
  void aChangedSelectorDirtiesEndpointsAndIdentities() {
    Change change =
        model.with(service(SHOP, Map.of("app", "other"), port(80, 8080), port(81, 8081)));

    assertThat(change.dirty())
        .containsExactlyInAnyOrder(
            new ServiceIdentities(SHOP), new PortEndpoints(SHOP, 80), new PortEndpoints(SHOP, 81));
    assertThat(change.model().instancesOf(SHOP)).isEmpty();
  }

  @Test
  void aRouteThatMovesDirtiesItsOldAndItsNewParents() {
    MeshModel routed = model.with(route("r", SHOP, CATALOG)).model();

    assertThat(routed.with(route("r", CATALOG, SHOP)).dirty())
        .containsExactlyInAnyOrder(new ServiceRoutes(SHOP), new ServiceRoutes(CATALOG));
    assertThat(routed.withoutRoute(new ObjectName(Kind.HTTP_ROUTE, "default", "r")).dirty())
        .containsExactly(new ServiceRoutes(SHOP));
  }

  @Test
  void routesAreFoundByParentAndByBackend() {
    MeshModel routed = model.with(route("r", SHOP, CATALOG)).model();

    assertThat(routed.routesOf(SHOP))
        .extracting(MeshRoute::name)
        .extracting(RouteName::name)
        .containsExactly("r");
    assertThat(routed.routesOf(CATALOG)).isEmpty();
    assertThat(routed.routesTo(CATALOG)).hasSize(1);
    assertThat(routed.routesTo(SHOP)).isEmpty();
  }

  @Test
  void routesOfTwoKindsMayHaveOneName() {
    HttpRoute route = route("r", SHOP, CATALOG);
    GrpcRoute namesake =
        new GrpcRoute(route.name(), route.created(), route.parents(), route.rules());

    MeshModel routed = model.with(route).then(it -> it.with(namesake)).model();

    assertThat(routed.routesOf(SHOP)).containsExactly(route, namesake);
    assertThat(routed.withoutRoute(namesake.objectName()).model().routesOf(SHOP))
        .containsExactly(route);
  }

  @Test
  void routesAreFoundByTheirMirrorsToo() {
    Mirror mirror = new Mirror(new Target.OfService(CATALOG, 80), Mirror.ALL, 0);

    MeshModel routed = model.with(route("r", SHOP, List.of(), List.of(mirror))).model();

    assertThat(routed.routesTo(CATALOG)).hasSize(1);
    assertThat(
            routed
                .withoutRoute(new ObjectName(Kind.HTTP_ROUTE, "default", "r"))
                .model()
                .routesTo(CATALOG))
        .isEmpty();
  }

  @Test
  void aPrefetchDirtiesTheListenerOfItsInstanceAndGoesWithIt() {
    Change change = model.withPrefetch("a", List.of("catalog.default.svc.cluster.local:80"));

    assertThat(change.dirty()).containsExactly(new InstanceInbound("a"));
    assertThat(change.model().prefetch("a")).hasSize(1);
    assertThat(change.model().withoutInstance("a").model().prefetch("a")).isEmpty();
    assertThat(model.withPrefetch("unknown", List.of("x:80")).dirty()).isEmpty();
    assertThat(change.model().withPrefetch("a", change.model().prefetch("a")).dirty()).isEmpty();
  }

  private static Service service(
      ServiceName name, Map<String, String> selector, ServicePort... ports) {
    return new Service(name, selector, List.of(ports));
  }

  private static ServicePort port(int number, int target) {
    return new ServicePort("", number, new ServicePort.Target.Numbered(target), Protocol.HTTP);
  }

  private static Instance instance(String uid, InstanceState state) {
    return new Instance(
        uid,
        IDENTITY,
        "default",
        Map.of("app", "shop", "version", "v1"),
        "127.0.0.1",
        List.of(new InboundPort("", 8080, 18080)),
        "",
        state);
  }

  private static HttpRoute route(String name, ServiceName parent, ServiceName backend) {
    Target target = new Target.OfService(backend, 80);
    return route(name, parent, List.of(new Backend(target, 1, MessageEdits.NONE)), List.of());
  }

  private static HttpRoute route(
      String name, ServiceName parent, List<Backend> backends, List<Mirror> mirrors) {
    RouteRule rule =
        new RouteRule(
            "",
            List.of(RouteMatch.ANY),
            MessageEdits.NONE,
            Optional.empty(),
            new RuleAction.Forward(
                backends, Optional.empty(), mirrors, RouteTimeouts.NONE, RouteRetry.NONE));
    return new HttpRoute(
        new RouteName("default", name),
        Instant.EPOCH,
        List.of(new ParentReference(parent, OptionalInt.empty())),
        List.of(rule));
  }
}
