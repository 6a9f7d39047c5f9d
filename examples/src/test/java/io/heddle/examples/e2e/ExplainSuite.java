package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.Deployer;
import io.heddle.examples.demo.MeshReplica;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code heddle explain} says is what a sidecar does, before an edit and after it. */
final class ExplainSuite {
  private static final String BLUE = "catalog-blue";
  private static final String GREEN = "catalog-green";
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: %s, namespace: shop}
      spec: {selector: {app: %s}, ports: [{name: http, port: 80, targetPort: http}]}
      ---
      """;

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();

  @Test
  void whatIsExplainedIsWhatHappens() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("x", 1, 100, 5));
    startGreen(shop);
    Case cases = new Case(shop, new Explained.Command(endToEnd));

    cases.requireForward("/items?x=1", "x-beta: 0", BLUE, 2);
    cases.requireForward("/items/2", "x-beta: 1", GREEN, 1);
    cases.requireRedirect("/moved", 301);
    cases.requireNothing("/other");

    Path edited = Files.createDirectory(endToEnd.files().objects().resolveSibling("edited"));
    write(GREEN, edited);
    Explained ahead = cases.explain("/items", "x-beta: 0", "--files", edited.toString());
    assertThat(ahead.exitCode()).isZero();
    assertThat(ahead.onlyBackend()).isEqualTo(GREEN);
    assertThat(cases.send("/items", "x-beta: 0").header("x-load-version"))
        .as("what is only explained is not in force")
        .contains("v1");

    write(GREEN, endToEnd.files().objects());
    Convergence.await(shop.mesh().controlPlane().adminAddress());
    cases.requireForward("/items", "x-beta: 0", ahead.onlyBackend(), 2);
  }

  private void startGreen(Shop shop) throws Exception {
    write(BLUE, endToEnd.files().objects());
    Deployer green = shop.another(GREEN);
    green.create(1, "v2");
    green.awaitAllReady();
    Convergence.await(shop.mesh().controlPlane().adminAddress());
  }

  private static void write(String backend, Path directory) throws IOException {
    String yaml =
        SERVICE.formatted("web", "web")
            + SERVICE.formatted("catalog", "catalog")
            + SERVICE.formatted(BLUE, "catalog")
            + SERVICE.formatted(GREEN, GREEN)
            + route(backend);
    Manifest.replace(directory, yaml);
  }

  private static String route(String backend) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: catalog, namespace: shop}
    spec:
      parentRefs: [{group: "", kind: Service, name: catalog}]
      rules:
        - matches: [{path: {type: Exact, value: /moved}}]
          filters:
            - type: RequestRedirect
              requestRedirect:
                statusCode: 301
                path: {type: ReplaceFullPath, replaceFullPath: /items}
        - matches: [{path: {type: PathPrefix, value: /items}, headers: [{name: x-beta, value: "1"}]}]
          backendRefs: [{name: catalog-green, port: 80}]
        - matches: [{path: {type: PathPrefix, value: /items}}]
          backendRefs: [{name: %s, port: 80}]
    """
        .formatted(backend);
  }

  /** Requests of the web to the catalog, explained and sent. */
  private record Case(Shop shop, Explained.Command command) {
    private static final String CONTROL = "x-case: 1";

    void requireForward(String path, String header, String backend, int rule) throws Exception {
      Explained explained = explain(path, header, "--admin", admin());
      RawExchange sent = send(path, header);

      assertThat(explained.exitCode()).isZero();
      assertThat(explained.json().path("action").asText()).isEqualTo("forward");
      assertThat(explained.json().at("/object/name").asText()).isEqualTo("catalog");
      assertThat(explained.json().path("rule").asInt()).isEqualTo(rule);
      assertThat(explained.onlyBackend()).isEqualTo(backend);
      assertThat(explained.json().at("/clusters/0/endpoints")).hasSize(1);
      assertThat(sent.status()).isEqualTo(200);
      assertThat(sent.header("x-load-version")).contains(backend.equals(BLUE) ? "v1" : "v2");
    }

    void requireRedirect(String path, int status) throws Exception {
      Explained explained = explain(path, CONTROL, "--admin", admin());
      RawExchange sent = send(path, CONTROL);

      assertThat(explained.exitCode()).isZero();
      assertThat(sent.status()).isEqualTo(status);
      assertThat(explained.json().path("status").asInt()).isEqualTo(sent.status());
      assertThat(sent.header("location")).contains(explained.json().path("location").asText());
    }

    void requireNothing(String path) throws Exception {
      Explained explained = explain(path, CONTROL, "--admin", admin());

      assertThat(explained.exitCode()).isEqualTo(1);
      assertThat(explained.json().path("action").asText()).isEqualTo("none");
      assertThat(explained.json().path("nearMisses")).isNotEmpty();
      assertThat(send(path, CONTROL).status()).isEqualTo(404);
    }

    Explained explain(String path, String header, String option, String value) throws Exception {
      return command.run(
          "--from", "shop/web", "--request", "http://catalog" + path, "-H", header, option, value);
    }

    private String admin() {
      return shop.mesh().controlPlane().adminAddress();
    }

    private RawExchange send(String path, String header) throws Exception {
      MeshReplica web = shop.mesh().replicas("web").getFirst();
      URI catalog = URI.create("http://" + Ready.of(web.readyLine()).outbound().getFirst());
      return RawExchange.get(
          new InetSocketAddress(catalog.getHost(), catalog.getPort()),
          "catalog",
          path,
          List.of(header));
    }
  }
}
