package io.heddle.controlplane.files;

import io.heddle.controlplane.model.GrpcRoute;
import io.heddle.controlplane.model.HttpRoute;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.ParentReference;
import io.heddle.controlplane.model.RouteName;
import io.heddle.controlplane.model.RouteRule;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads a route's spec. */
final class RouteReader {
  private static final int MAX_RULES = 16;

  private RouteReader() {}

  static HttpRoute http(ObjectName name, Instant created, Fields spec) {
    List<ParentReference> parents = parents(name, spec);
    List<RouteRule> rules = rules(spec, element -> RouteRuleReader.read(name, element));
    finish(spec);
    return new HttpRoute(new RouteName(name.namespace(), name.name()), created, parents, rules);
  }

  static GrpcRoute grpc(ObjectName name, Instant created, Fields spec) {
    List<ParentReference> parents = parents(name, spec);
    List<RouteRule> rules = rules(spec, element -> GrpcRuleReader.read(name, element));
    finish(spec);
    return new GrpcRoute(new RouteName(name.namespace(), name.name()), created, parents, rules);
  }

  private static List<ParentReference> parents(ObjectName route, Fields spec) {
    return spec.require("parentRefs")
        .map(field -> ParentReader.all(route, field))
        .orElse(List.of());
  }

  private static List<RouteRule> rules(Fields spec, Function<Field, RouteRule> reader) {
    return spec.find("rules")
        .map(field -> rules(field, reader))
        .orElse(List.of(RouteRuleReader.EVERYTHING));
  }

  private static List<RouteRule> rules(Field field, Function<Field, RouteRule> reader) {
    List<RouteRule> rules = field.list(MAX_RULES).stream().map(reader).toList();
    Set<String> names = new HashSet<>();
    for (RouteRule rule : rules) {
      if (!rule.name().isEmpty() && !names.add(rule.name())) {
        field.report().invalid(field, "name \"" + rule.name() + "\" given twice (expected: once)");
      }
    }
    return rules;
  }

  private static void finish(Fields spec) {
    spec.find("hostnames")
        .ifPresent(field ->
            field.report().ignored(field, "a route of a Service is for every host, ignored"));
    spec.refuse("useDefaultGateways");
    spec.finish();
  }
}
