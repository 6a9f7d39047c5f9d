package io.heddle.controlplane.status;

import io.heddle.controlplane.model.HttpRoute;
import io.heddle.controlplane.model.Origin;
import io.heddle.controlplane.model.ParentReference;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Problem.About;
import io.heddle.controlplane.model.Problem.Reason;
import io.heddle.controlplane.model.RouteMatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds matches that no request reaches, because the same match goes first for each parent of their
 * route. Of equal ones Gateway API lets the older route decide, then the one whose namespace and
 * name come first, then the order in which they are written.
 */
final class UnreachedMatches {
  private static final Comparator<Written> ORDER =
      Comparator.<Written, HttpRoute>comparing(
          Written::route, Comparator.comparing(HttpRoute::created).thenComparing(HttpRoute::name));

  private final Map<Taken, String> first = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private UnreachedMatches() {}

  /** A route, and where it was written. */
  record Written(HttpRoute route, Origin origin) {}

  private record Taken(ParentReference parent, RouteMatch match) {}

  static List<Problem> among(Collection<Written> routes) {
    UnreachedMatches matches = new UnreachedMatches();
    routes.stream().sorted(ORDER).forEach(matches::look);
    return matches.problems;
  }

  private void look(Written written) {
    HttpRoute route = written.route();
    for (int i = 0; i < route.rules().size(); i++) {
      List<RouteMatch> matches = route.rules().get(i).matches();
      for (int j = 0; j < matches.size(); j++) {
        look(written, matches.get(j), "spec.rules[" + i + "].matches[" + j + "]");
      }
    }
  }

  private void look(Written written, RouteMatch match, String path) {
    Problem.Place place = written.origin().placeOf(path);
    About about = About.of(written.route().objectName());
    List<ParentReference> parents = written.route().parents();
    List<String> earlier =
        parents.stream().flatMap(parent -> earlier(parent, match).stream()).toList();
    for (ParentReference parent : parents) {
      first.putIfAbsent(new Taken(parent, match), place + " " + about);
    }
    if (!earlier.isEmpty() && earlier.size() == parents.size()) {
      problems.add(
          new Problem(
              Reason.NEVER_USED,
              place,
              about,
              written.origin().nearest(path),
              "never used: " + earlier.getFirst() + " has the same match and goes first",
              ""));
    }
  }

  /** Who goes first, for the parent's port or for all ports of it. */
  private Optional<String> earlier(ParentReference parent, RouteMatch match) {
    ParentReference allPorts = new ParentReference(parent.service(), OptionalInt.empty());
    return Optional.ofNullable(first.get(new Taken(allPorts, match)))
        .or(() -> Optional.ofNullable(first.get(new Taken(parent, match))));
  }
}
