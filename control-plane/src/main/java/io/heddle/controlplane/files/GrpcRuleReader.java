package io.heddle.controlplane.files;

import io.heddle.controlplane.files.RuleFilterReader.RuleFilters;
import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.RouteMatch;
import io.heddle.controlplane.model.RouteRetry;
import io.heddle.controlplane.model.RouteRule;
import io.heddle.controlplane.model.RouteTimeouts;
import io.heddle.controlplane.model.RuleAction.Forward;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one rule of a GRPCRoute. */
final class GrpcRuleReader {
  private static final int MAX_MATCHES = 64;
  private static final Set<FilterType> BACKEND_FILTERS =
      Set.of(FilterType.REQUEST_HEADER_MODIFIER, FilterType.RESPONSE_HEADER_MODIFIER);
  private static final Set<FilterType> FILTERS =
      Set.of(
          FilterType.REQUEST_HEADER_MODIFIER,
          FilterType.RESPONSE_HEADER_MODIFIER,
          FilterType.REQUEST_MIRROR);

  private GrpcRuleReader() {}

  static RouteRule read(ObjectName route, Field element) {
    Fields fields = element.fields();
    String name = fields.find("name").map(Names::subdomain).orElse("");
    List<RouteMatch> matches =
        fields.find("matches").map(GrpcRuleReader::matches).orElse(List.of(RouteMatch.ANY));
    RuleFilters filters =
        fields
            .find("filters")
            .map(field -> RuleFilterReader.read(route, field, FILTERS, Optional.empty()))
            .orElse(RuleFilterReader.NO_FILTERS);
    List<Backend> backends =
        fields
            .find("backendRefs")
            .map(field -> BackendReader.all(route, field, BACKEND_FILTERS))
            .orElse(List.of());
    fields.refuse("sessionPersistence");
    fields.finish();
    Forward action =
        new Forward(
            backends, Optional.empty(), filters.mirrors(), RouteTimeouts.NONE, RouteRetry.NONE);
    return new RouteRule(name, matches, filters.edits(), Optional.empty(), action);
  }

  private static List<RouteMatch> matches(Field field) {
    List<RouteMatch> matches = field.list(MAX_MATCHES).stream().map(GrpcMatchReader::read).toList();
    return matches.isEmpty() ? List.of(RouteMatch.ANY) : matches;
  }
}
