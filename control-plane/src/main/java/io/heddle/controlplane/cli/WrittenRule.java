package io.heddle.controlplane.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The match of a rule that a route of a table was made of, as the route's name says. */
record WrittenRule(String kind, String namespace, String name, int rule, int match) {
  private static final Pattern ROUTE =
      Pattern.compile("([^/]+)/([^/]+)/([^/]+)/rules/([0-9]{1,9})/matches/([0-9]{1,9})");

  /** Empty for a route that was made of no rule. */
  static Optional<WrittenRule> ofRoute(String name) {
    Matcher route = ROUTE.matcher(name);
    return route.matches()
        ? Optional.of(
            new WrittenRule(
                route.group(1),
                route.group(2),
                route.group(3),
                Integer.parseInt(route.group(4)),
                Integer.parseInt(route.group(5))))
        : Optional.empty();
  }

  /** How people call the route of that name. */
  static String shown(String route) {
    return ofRoute(route)
        .map(WrittenRule::toString)
        .orElseGet(() ->
            route.startsWith("Service/") ? route + " (no route is attached)" : "\"" + route + "\"");
  }

  /** {@code HTTPRoute/shop/catalog spec.rules[0].matches[1]}. */
  @Override
  public String toString() {
    return kind + "/" + namespace + "/" + name + " spec.rules[" + rule + "].matches[" + match + "]";
  }
}
