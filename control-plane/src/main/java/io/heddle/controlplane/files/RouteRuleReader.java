package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.HeaderEdits;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.RouteMatch;
import io.heddle.controlplane.model.RouteRule;
import io.heddle.controlplane.model.RouteTimeouts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one rule of an HTTPRoute. */
final class RouteRuleReader {
  /** The rule that is meant when none is written. */
  static final RouteRule EVERYTHING =
      new RouteRule(
          "",
          List.of(RouteMatch.ANY),
          HeaderEdits.NONE,
          HeaderEdits.NONE,
          List.of(),
          RouteTimeouts.NONE);

  private static final int MAX_MATCHES = 64;
  private static final int MAX_BACKENDS = 16;

  private RouteRuleReader() {}

  static RouteRule read(ObjectName route, Field element) {
    Fields fields = element.fields();
    String name = fields.find("name").map(Names::subdomain).orElse("");
    List<RouteMatch> matches =
        fields.find("matches").map(RouteRuleReader::matches).orElse(List.of(RouteMatch.ANY));
    FilterReader.Filters filters =
        fields.find("filters").map(FilterReader::read).orElse(FilterReader.NO_FILTERS);
    List<Backend> backends =
        fields.find("backendRefs").map(field -> backends(route, field)).orElse(List.of());
    RouteTimeouts timeouts =
        fields.find("timeouts").map(RouteRuleReader::timeouts).orElse(RouteTimeouts.NONE);
    fields.refuse("retry", "sessionPersistence");
    fields.finish();
    return new RouteRule(
        name, matches, filters.requestHeaders(), filters.responseHeaders(), backends, timeouts);
  }

  private static List<RouteMatch> matches(Field field) {
    List<RouteMatch> matches =
        field.list(MAX_MATCHES).stream().map(RouteMatchReader::read).toList();
    return matches.isEmpty() ? List.of(RouteMatch.ANY) : matches;
  }

  private static List<Backend> backends(ObjectName route, Field field) {
    return field.list(MAX_BACKENDS).stream()
        .flatMap(element -> BackendReader.read(route, element).stream())
        .toList();
  }

  private static RouteTimeouts timeouts(Field field) {
    Fields fields = field.fields();
    Duration request = fields.find("request").map(Durations::read).orElse(Duration.ZERO);
    Optional<Field> written = fields.find("backendRequest");
    Duration backendRequest = written.map(Durations::read).orElse(Duration.ZERO);
    fields.finish();
    if (written.isPresent() && !request.isZero() && backendRequest.compareTo(request) > 0) {
      Field at = written.get();
      at.report().invalid(at, at.shown() + " (expected: not more than the request's timeout)");
    }
    return new RouteTimeouts(request, backendRequest);
  }
}
