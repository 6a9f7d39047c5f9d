package io.heddle.controlplane.files;

import io.heddle.controlplane.files.RuleFilterReader.RuleFilters;
import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.MessageEdits;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.PathMatch;
import io.heddle.controlplane.model.RouteMatch;
import io.heddle.controlplane.model.RouteRetry;
import io.heddle.controlplane.model.RouteRule;
import io.heddle.controlplane.model.RouteTimeouts;
import io.heddle.controlplane.model.RuleAction;
import io.heddle.controlplane.model.RuleAction.Forward;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one rule of an HTTPRoute. */
final class RouteRuleReader {
  /** The rule that is meant when none is written. */
  static final RouteRule EVERYTHING =
      new RouteRule(
          "", List.of(RouteMatch.ANY), MessageEdits.NONE, Optional.empty(), Forward.NOWHERE);

  private static final int MAX_MATCHES = 64;
  private static final Set<FilterType> FILTERS =
      Set.of(
          FilterType.REQUEST_HEADER_MODIFIER,
          FilterType.RESPONSE_HEADER_MODIFIER,
          FilterType.REQUEST_MIRROR,
          FilterType.REQUEST_REDIRECT,
          FilterType.URL_REWRITE,
          FilterType.CORS);
  private static final Set<FilterType> BACKEND_FILTERS =
      Set.of(
          FilterType.REQUEST_HEADER_MODIFIER,
          FilterType.RESPONSE_HEADER_MODIFIER,
          FilterType.URL_REWRITE);

  private RouteRuleReader() {}

  static RouteRule read(ObjectName route, Field element) {
    Fields fields = element.fields();
    String name = fields.find("name").map(Names::subdomain).orElse("");
    List<RouteMatch> matches =
        fields.find("matches").map(RouteRuleReader::matches).orElse(List.of(RouteMatch.ANY));
    RuleFilters filters =
        fields
            .find("filters")
            .map(field -> RuleFilterReader.read(route, field, FILTERS, onlyPrefix(matches)))
            .orElse(RuleFilterReader.NO_FILTERS);
    RuleAction action = action(route, fields, filters);
    fields.refuse("sessionPersistence");
    fields.finish();
    return new RouteRule(name, matches, filters.edits(), filters.cors(), action);
  }

  private static RuleAction action(ObjectName route, Fields fields, RuleFilters filters) {
    Optional<Field> backendRefs = fields.find("backendRefs");
    List<Backend> backends =
        backendRefs
            .map(field -> BackendReader.all(route, field, BACKEND_FILTERS))
            .orElse(List.of());
    Optional<Field> written = fields.find("timeouts");
    RouteTimeouts timeouts = written.map(RouteRuleReader::timeouts).orElse(RouteTimeouts.NONE);
    Optional<Field> retried = fields.find("retry");
    RouteRetry retry = retried.map(RetryReader::read).orElse(RouteRetry.NONE);
    if (filters.redirect().isEmpty()) {
      return new Forward(backends, filters.path(), filters.mirrors(), timeouts, retry);
    }
    backendRefs
        .filter(_ -> !backends.isEmpty())
        .ifPresent(field ->
            field.report().invalid(field, "beside RequestRedirect (expected: no backendRefs)"));
    written.ifPresent(
        field -> field.report().ignored(field, "a redirect waits for nobody, ignored"));
    retried.ifPresent(
        field -> field.report().ignored(field, "a redirect is not tried twice, ignored"));
    return filters.redirect().get();
  }

  private static List<RouteMatch> matches(Field field) {
    List<RouteMatch> matches =
        field.list(MAX_MATCHES).stream().map(RouteMatchReader::read).toList();
    return matches.isEmpty() ? List.of(RouteMatch.ANY) : matches;
  }

  /** The prefix that could be replaced. */
  private static Optional<PathMatch.Prefix> onlyPrefix(List<RouteMatch> matches) {
    return matches.size() == 1 && matches.getFirst().path() instanceof PathMatch.Prefix prefix
        ? Optional.of(prefix)
        : Optional.empty();
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
