package io.heddle.examples.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of a shop whose catalog is split between two Services, as a file.
 *
 * @param rules the names of the route's rules, in the order in which they are written
 * @param blueWeight of 100; the rest is green's
 * @param blueSelector what the blue Service selects: {@code app} of its instances
 * @param green whether there is a Service of that name
 * @param timeout of a request, as it is written; empty for none
 * @param retry of the rules, as it is written; empty for none
 */
record Manifest(
    List<String> rules,
    int blueWeight,
    String blueSelector,
    Green green,
    String timeout,
    String retry) {
  static final String BLUE_APP = "catalog";
  static final String GREEN_APP = "catalog-green";

  /** Of the Service. */
  enum Green {
    EXISTS,
    DELETED
  }

  Manifest {
    rules = List.copyOf(rules);
  }

  /** Everything goes to blue. */
  static Manifest blue() {
    return new Manifest(
        List.of("everything", "orders", "posts"), 100, BLUE_APP, Green.EXISTS, "", "");
  }

  Manifest withRules(List<String> newRules) {
    return new Manifest(newRules, blueWeight, blueSelector, green, timeout, retry);
  }

  Manifest withBlueWeight(int weight) {
    return new Manifest(rules, weight, blueSelector, green, timeout, retry);
  }

  Manifest withBlueSelector(String selector) {
    return new Manifest(rules, blueWeight, selector, green, timeout, retry);
  }

  Manifest withGreen(Green newGreen) {
    return new Manifest(rules, blueWeight, blueSelector, newGreen, timeout, retry);
  }

  Manifest withTimeout(String newTimeout) {
    return new Manifest(rules, blueWeight, blueSelector, green, newTimeout, retry);
  }

  Manifest withRetry(String newRetry) {
    return new Manifest(rules, blueWeight, blueSelector, green, timeout, newRetry);
  }

  void write(Path directory) throws IOException {
    replace(directory, yaml());
  }

  /** In one step: what is read is either the old file or the new one. */
  static void replace(Path directory, String yaml) throws IOException {
    Path whole = directory.resolve(".shop.yaml.new");
    Files.writeString(whole, yaml);
    Files.move(
        whole,
        directory.resolve("shop.yaml"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private String yaml() {
    List<String> documents = new ArrayList<>();
    documents.add(service("web", "web"));
    documents.add(service("catalog", BLUE_APP));
    documents.add(service("catalog-blue", blueSelector));
    if (green == Green.EXISTS) {
      documents.add(service("catalog-green", GREEN_APP));
    }
    documents.add(route());
    return String.join("---\n", documents);
  }

  private static String service(String name, String app) {
    return """
    apiVersion: v1
    kind: Service
    metadata:
      name: %s
      namespace: shop
    spec:
      selector:
        app: %s
      ports:
        - name: http
          port: 80
          targetPort: http
    """
        .formatted(name, app);
  }

  private String route() {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata:
              name: catalog
              namespace: shop
            spec:
              parentRefs:
                - group: ""
                  kind: Service
                  name: catalog
                  port: 80
              rules:
            """);
    for (String rule : rules) {
      text.append(
          """
              - name: %s
                matches:
                  - %s
                backendRefs:
                  - name: catalog-blue
                    port: 80
                    weight: %d
                  - name: catalog-green
                    port: 80
                    weight: %d
          """
              .formatted(rule, match(rule), blueWeight, 100 - blueWeight));
      if (!timeout.isEmpty()) {
        text.append("      timeouts:\n        request: ").append(timeout).append('\n');
      }
      if (!retry.isEmpty()) {
        text.append("      retry: ").append(retry).append('\n');
      }
    }
    return text.toString();
  }

  private static String match(String rule) {
    return switch (rule) {
      case "everything" -> "path: {type: PathPrefix, value: /}";
      case "orders" -> "path: {type: Exact, value: /orders}";
      case "posts" -> "method: POST";
      default -> throw new IllegalArgumentException("rule: " + rule);
    };
  }
}
