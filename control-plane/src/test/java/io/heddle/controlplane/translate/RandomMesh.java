package io.heddle.controlplane.translate;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.EndpointSlice;
import io.heddle.controlplane.model.GrpcRoute;
import io.heddle.controlplane.model.HeaderEdits;
import io.heddle.controlplane.model.HttpRoute;
import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.Kind;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshModel.Change;
import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.MessageEdits;
import io.heddle.controlplane.model.Mirror;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.ParentReference;
import io.heddle.controlplane.model.PathMatch;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/** Random changes of a small mesh, so that they often concern each other. */
final class RandomMesh {
  private static final List<String> NAMES = List.of("shop", "catalog", "basket", "pay");
  private static final List<String> NAMESPACES = List.of("default", "prod");

  private final Random random;

  RandomMesh(Random random) {
    this.random = random;
  }

  Change change(MeshModel model) {
    return switch (random.nextInt(12)) {
      case 0, 1 -> model.with(service());
      case 2 -> model.without(serviceName());
      case 3, 4 -> model.with(route());
      case 5 -> model.withoutRoute(routeName());
      case 6 -> model.withoutInstance("i-" + random.nextInt(8));
      case 7 -> stateChange(model);
      case 8 -> model.withPrefetch("i-" + random.nextInt(8), List.of("p-" + random.nextInt(3)));
      case 9 -> model.with(slice());
      case 10 -> model.without(slice());
      default -> model.with(instance());
    };
  }

  private Change stateChange(MeshModel model) {
    return model.instances().stream()
        .findAny()
        .map(it -> model.with(it.in(pick(List.of(InstanceState.values())))))
        .orElseGet(() -> model.with(instance()));
  }

  private Service service() {
    List<ServicePort> ports =
        IntStream.of(80, 81, 82).filter(_ -> random.nextBoolean()).mapToObj(this::port).toList();
    Map<String, String> selector =
        random.nextInt(6) == 0
            ? Map.of()
            : random.nextBoolean()
                ? Map.of("app", pick(NAMES))
                : Map.of("app", pick(NAMES), "version", version());
    return new Service(serviceName(), selector, ports);
  }

  private ServicePort port(int number) {
    Target target =
        random.nextBoolean()
            ? new Target.Named("web")
            : new Target.Numbered(8080 + random.nextInt(2));
    Protocol protocol =
        switch (random.nextInt(5)) {
          case 0 -> Protocol.TCP;
          case 1 -> Protocol.HTTP_2;
          default -> Protocol.HTTP;
        };
    return new ServicePort("", number, target, protocol);
  }

  private Instance instance() {
    String namespace = pick(NAMESPACES);
    int ports = random.nextInt(3);
    List<InboundPort> inbound =
        IntStream.range(0, ports)
            .mapToObj(i -> new InboundPort(random.nextBoolean() ? "web" : "", 8080 + i, 18080 + i))
            .toList();
    return new Instance(
        "i-" + random.nextInt(8),
        identity(),
        namespace,
        Map.of("app", pick(NAMES), "version", version()),
        "10.0.0." + random.nextInt(3),
        inbound,
        pick(List.of("", "a", "b")),
        pick(List.of(InstanceState.values())));
  }

  private EndpointSlice slice() {
    List<EndpointSlice.Member> members =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(i ->
                new EndpointSlice.Member(
                    "10.1.0." + i, pick(List.of("", "a")), pick(List.of(InstanceState.values()))))
            .toList();
    String namespace = pick(NAMESPACES);
    return new EndpointSlice(
        namespace,
        pick(List.of("s-1", "s-2")),
        new ServiceName(namespace, pick(NAMES)),
        identity(),
        random.nextBoolean() ? List.of(new EndpointSlice.Port("", 9_000)) : List.of(),
        members);
  }

  private ObjectName routeName() {
    return new ObjectName(
        pick(List.of(Kind.HTTP_ROUTE, Kind.GRPC_ROUTE)), pick(NAMESPACES), pick(NAMES));
  }

  private MeshRoute route() {
    ObjectName name = routeName();
    String namespace = name.namespace();
    OptionalInt port = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(80);
    List<RouteRule> rules =
        IntStream.range(0, random.nextInt(3)).mapToObj(_ -> rule(namespace)).toList();
    RouteName routeName = new RouteName(namespace, name.name());
    Instant created = Instant.ofEpochSecond(random.nextInt(3));
    List<ParentReference> parents =
        List.of(new ParentReference(new ServiceName(namespace, pick(NAMES)), port));
    return name.kind() == Kind.HTTP_ROUTE
        ? new HttpRoute(routeName, created, parents, rules)
        : new GrpcRoute(routeName, created, parents, rules);
  }

  private RouteRule rule(String namespace) {
    RouteMatch match =
        new RouteMatch(
            pick(List.of(new PathMatch.Prefix("/a"), new PathMatch.Exact("/b"))),
            random.nextBoolean() ? Optional.of("GET") : Optional.empty(),
            List.of(),
            List.of());
    return new RouteRule("", List.of(match), edits(), Optional.empty(), action(namespace));
  }

  private RuleAction action(String namespace) {
    if (random.nextInt(6) == 0) {
      return new RuleAction.Redirect(
          Optional.empty(),
          Optional.of("example.org"),
          OptionalInt.empty(),
          Optional.empty(),
          RuleAction.Redirect.FOUND);
    }
    List<Backend> backends =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(_ -> new Backend(target(namespace), random.nextInt(3), edits()))
            .toList();
    List<Mirror> mirrors =
        IntStream.range(0, random.nextInt(2))
            .mapToObj(i -> new Mirror(target(namespace), Mirror.ALL, i))
            .toList();
    RouteRetry retry = new RouteRetry(List.of(503), random.nextInt(3), RouteRetry.DEFAULT_BACKOFF);
    return new RuleAction.Forward(backends, Optional.empty(), mirrors, RouteTimeouts.NONE, retry);
  }

  private Backend.Target target(String namespace) {
    ServiceName service = new ServiceName(namespace, pick(NAMES));
    return new Backend.Target.OfService(service, 80 + random.nextInt(3));
  }

  private MessageEdits edits() {
    HeaderEdits edits = new HeaderEdits(List.of("x-" + random.nextInt(3)), List.of(), List.of());
    return random.nextInt(4) == 0
        ? new MessageEdits(edits, HeaderEdits.NONE, Optional.empty())
        : MessageEdits.NONE;
  }

  private ServiceName serviceName() {
    return new ServiceName(pick(NAMESPACES), pick(NAMES));
  }

  private SpiffeId identity() {
    return SpiffeId.of("cluster.local", pick(NAMESPACES), pick(NAMES));
  }

  private String version() {
    return random.nextBoolean() ? "v1" : "v2";
  }

  private <T> T pick(List<? extends T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
