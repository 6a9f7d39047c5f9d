package io.heddle.controlplane.translate;

import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.PathMatch;
import io.heddle.controlplane.model.RouteMatch;
import io.heddle.controlplane.model.RouteRule;
import io.heddle.controlplane.model.ValueMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Gateway API's order of matches: which of those that fit a request decides.
 *
 * <p>An exact path goes before a prefix, the longer prefix before the shorter. A regular
 * expression, whose place Gateway API leaves open, goes after these but before the prefix {@code
 * /}, which would else leave nothing to it; the longer one first. Of gRPC's matches that with the
 * longer service, then that with the longer method. Then: with a method before without; more
 * headers before fewer; more query parameters before fewer; the older route; the route whose
 * namespace and name come first; the order in which they are written.
 */
final class Precedence {
  private static final Comparator<Candidate> ORDER =
      Comparator.<Candidate>comparingInt(candidate -> rank(candidate.match().path()))
          .thenComparingInt(candidate -> -length(candidate.match().path()))
          .thenComparingInt(candidate -> -methodLength(candidate.match().path()))
          .thenComparing(candidate -> candidate.match().method().isEmpty())
          .thenComparingInt(candidate -> -candidate.match().headers().size())
          .thenComparingInt(candidate -> -candidate.match().queryParameters().size())
          .thenComparing(candidate -> candidate.route().created())
          .thenComparing(candidate -> candidate.route().name());

  private Precedence() {}

  /** One match of one rule of one route, by their places in it. */
  record Candidate(MeshRoute route, int ruleIndex, int matchIndex) {
    RouteRule rule() {
      return route.rules().get(ruleIndex);
    }

    RouteMatch match() {
      return rule().matches().get(matchIndex);
    }
  }

  static List<Candidate> sorted(List<MeshRoute> routes) {
    List<Candidate> candidates = new ArrayList<>();
    for (MeshRoute route : routes) {
      for (int rule = 0; rule < route.rules().size(); rule++) {
        for (int match = 0; match < route.rules().get(rule).matches().size(); match++) {
          candidates.add(new Candidate(route, rule, match));
        }
      }
    }
    // The sort is stable: what compares equal stays as written.
    candidates.sort(ORDER);
    return candidates;
  }

  private static int rank(PathMatch path) {
    return switch (path) {
      case PathMatch.Exact _, PathMatch.Rpc _ -> 0;
      case PathMatch.Prefix prefix -> prefix.isEverything() ? 3 : 1;
      case PathMatch.Regex _ -> 2;
    };
  }

  private static int length(PathMatch path) {
    return switch (path) {
      case PathMatch.Exact(var text) -> text.length();
      case PathMatch.Prefix(var text) -> text.length();
      case PathMatch.Regex(var text) -> text.length();
      case PathMatch.Rpc(var service, _) -> length(service);
    };
  }

  private static int methodLength(PathMatch path) {
    return path instanceof PathMatch.Rpc(_, var method) ? length(method) : 0;
  }

  private static int length(Optional<ValueMatch> value) {
    return value.map(ValueMatch::text).map(String::length).orElse(0);
  }
}
