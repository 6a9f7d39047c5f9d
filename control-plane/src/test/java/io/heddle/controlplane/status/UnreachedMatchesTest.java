package io.heddle.controlplane.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.files.FileSource;
import io.heddle.controlplane.files.ObjectSet;
import io.heddle.controlplane.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class UnreachedMatchesTest {
  private static final String SERVICES =
      """
      {apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {ports: [{port: 80}, {port: 81}]}}
      --- {apiVersion: v1, kind: Service, metadata: {name: catalog}, spec: {ports: [{port: 80}]}}
      ---
      """;
  private static final String ITEMS = "path: {value: /items}";

  @Test
  void ofTwoEqualMatchesTheSecondIsNeverUsed() {
    assertThat(
            problems(route("one", "", "shop", "{" + ITEMS + "}, {method: GET}, {" + ITEMS + "}")))
        .containsExactly(
            "mesh.yaml:11 HTTPRoute/one spec.rules[0].matches[2]: never used: mesh.yaml:11"
                + " HTTPRoute/one has the same match and goes first");
  }

  @Test
  void matchesThatDifferInAnyPartAreAllUsed() {
    String[] matches = {
      ITEMS,
      "path: {type: Exact, value: /items}",
      ITEMS + ", method: GET",
      ITEMS + ", headers: [{name: a, value: b}]",
      ITEMS + ", queryParams: [{name: a, value: b}]"
    };

    assertThat(problems(route("one", "", "shop", "{" + String.join("}, {", matches) + "}")))
        .isEmpty();
  }

  @Test
  void theOlderRouteGoesFirst() {
    String old = ", creationTimestamp: 2026-01-31T12:00:00Z";
    String young = ", creationTimestamp: 2026-02-28T12:00:00Z";

    assertThat(problems(route("a", young, "shop", "{}"), route("b", old, "shop", "{}")))
        .singleElement()
        .asString()
        .startsWith("mesh.yaml:11 HTTPRoute/a spec.rules[0].matches[0]: never used: mesh.yaml:20");
  }

  @Test
  void ofRoutesOfTheSameAgeTheFirstNameGoesFirst() {
    assertThat(problems(route("b", "", "shop", "{}"), route("a", "", "shop", "{}")))
        .singleElement()
        .asString()
        .startsWith("mesh.yaml:11 HTTPRoute/b spec.rules[0].matches[0]: never used: mesh.yaml:20");
  }

  @Test
  void aRouteOfAllPortsGoesFirstForEach() {
    assertThat(problems(route("a", "", "shop", "{}"), route("b", "", "shop, port: 80", "{}")))
        .hasSize(1);
  }

  @Test
  void aRouteOfOnePortLeavesTheOthers() {
    assertThat(problems(route("a", "", "shop, port: 80", "{}"), route("b", "", "shop", "{}")))
        .isEmpty();
    assertThat(
            problems(
                route("a", "", "shop, port: 80", "{}"), route("b", "", "shop, port: 81", "{}")))
        .isEmpty();
  }

  @Test
  void aMatchIsUsedWhileOneParentIsLeftToIt() {
    String both = "shop}, {group: \"\", kind: Service, name: catalog";

    assertThat(problems(route("a", "", "shop", "{}"), route("b", "", both, "{}"))).isEmpty();
    assertThat(
            problems(
                route("a", "", "shop", "{}"),
                route("b", "", "catalog", "{}"),
                route("c", "", both, "{}")))
        .singleElement()
        .asString()
        .contains("HTTPRoute/c")
        .contains("HTTPRoute/a has");
  }

  @Test
  void isNoErrorAndKeepsTheRouteInForce() {
    ObjectSet objects = objects(route("a", "", "shop", "{}, {}"));

    assertThat(objects.entries()).hasSize(3);
    assertThat(ObjectProblems.of(objects)).singleElement().matches(problem -> !problem.isError());
  }

  private static List<String> problems(String... routes) {
    return ObjectProblems.of(objects(routes)).stream().map(Problem::toString).toList();
  }

  private static ObjectSet objects(String... routes) {
    String text = SERVICES + String.join("---\n", routes);
    return FileSource.read(new TreeMap<>(Map.of("mesh.yaml", text)));
  }

  private static String route(String name, String metadata, String parent, String matches) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: %s%s}
    spec:
      parentRefs: [{group: "", kind: Service, name: %s}]
      rules:
        - backendRefs: [{name: shop, port: 80}]
          matches: [%s]
    """
        .formatted(name, metadata, parent, matches);
  }
}
