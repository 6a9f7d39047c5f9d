package io.heddle.examples.differential;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Rules of an HTTPRoute, and requests that are sent to its Service.
 *
 * @param rules as YAML, a text for each
 * @param others documents beside it; {@code SERVICE} stands for the Service's name
 */
record RuleSet(String name, List<String> rules, String others, List<Request> requests) {
  private static final Pattern WEIGHT = Pattern.compile("\"weight\":[1-9]");

  RuleSet {
    rules = List.copyOf(rules);
    requests = List.copyOf(requests);
  }

  /** Whether chance decides where some of its requests go. */
  boolean isSplit() {
    return rules.stream().anyMatch(rule -> WEIGHT.matcher(rule).results().count() > 1);
  }

  boolean hasMirrors() {
    return rules.stream().anyMatch(rule -> rule.contains("RequestMirror"));
  }

  RuleSet withRules(List<String> fewer) {
    return new RuleSet(name, fewer, others, requests);
  }

  RuleSet withRequest(Request request) {
    return new RuleSet(name, rules, others, List.of(request));
  }

  /**
   * The documents of the Service.
   *
   * @param round that the objects are of: a path of every route says it
   */
  String yaml(String service, String round) {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: SERVICE, namespace: shop}
            spec: {ports: [{name: http, port: 80}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: SERVICE, namespace: shop}
            spec:
              parentRefs: [{group: "", kind: Service, name: SERVICE, port: 80}]
              rules:
              - matches: [{path: {type: Exact, value: %s}}]
                filters: [{type: RequestRedirect, requestRedirect: {hostname: %s.example}}]
            """
                .formatted(Parties.ROUND, round));
    for (String rule : rules) {
      yaml.append("  - ").append(rule.strip().replace("\n", "\n    ")).append('\n');
    }
    if (!others.isBlank()) {
      yaml.append("---\n").append(others.strip()).append('\n');
    }
    return yaml.toString().replace("SERVICE", service);
  }

  @Override
  public String toString() {
    return name + "\n  - " + String.join("\n  - ", rules) + (others.isBlank() ? "" : "\n" + others);
  }
}
