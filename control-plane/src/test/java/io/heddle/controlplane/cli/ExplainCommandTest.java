package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.controlplane.admin.AdminPages;
import io.heddle.controlplane.admin.AdminServer;
import io.heddle.controlplane.admin.ControlPlaneMetrics;
import io.heddle.controlplane.admin.FakeAdminSource;
import io.heddle.controlplane.admin.MeshHop;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplainCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: catalog, namespace: shop}
      spec: {ports: [{port: 80}, {port: 81}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: orders}
      spec: {ports: [{port: 80}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: items, namespace: shop}
      spec:
        parentRefs: [{group: "", kind: Service, name: catalog}]
        rules: [{backendRefs: [{name: catalog, port: 81}]}]
      """;
  private static final String FORWARD =
      """
      {"answers": [
        {"listener": "catalog.shop.svc.cluster.local:80", "action": "forward",
         "route": {"index": 0, "name": "HTTPRoute/shop/items/rules/0/matches/0"}}]}
      """;

  private final List<JsonNode> questions = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String answers = FORWARD;

  @Test
  void asksTheSidecarAboutWhatWasWritten() throws Exception {
    assertThat(
            explain(
                "--from",
                "shop/web",
                "--request",
                "POST http://catalog/items?x=1",
                "-H",
                "x-beta: 1",
                "-H",
                "accept:*/*"))
        .isZero();

    JsonNode question = questions.getFirst();
    assertThat(question.path("requests"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"listener": "catalog.shop.svc.cluster.local:80", "method": "POST",
                  "authority": "catalog", "path": "/items?x=1", "scheme": "http",
                  "headers": [{"name": "x-beta", "value": "1"}, {"name": "accept", "value": "*/*"}]}]
                """));
    assertThat(question.path("resources").findValuesAsText("name"))
        .containsExactly(
            "catalog.shop.svc.cluster.local:80",
            "outbound|80||catalog.shop.svc.cluster.local",
            "outbound|81||catalog.shop.svc.cluster.local",
            "outbound|81||catalog.shop.svc.cluster.local");
    assertThat(question.at("/resources/0/value").asText()).isBase64();
    assertThat(out.toString()).contains("HTTPRoute/shop/items spec.rules[0].matches[0]");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void asksTheControlPlane() throws Exception {
    ControlPlaneMetrics metrics = new ControlPlaneMetrics();
    AdminPages pages =
        new AdminPages(
            new FakeAdminSource(), new MeshHop(Runnable::run, Duration.ofSeconds(5)), metrics);
    try (metrics;
        AdminServer server =
            AdminServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), pages)) {
      String admin = "127.0.0.1:" + server.address().getPort();

      assertThat(live(admin, "shop/catalog-1", "http://catalog/")).isZero();
      assertThat(live(admin, "shop/catalog", "http://catalogue/")).isEqualTo(1);
      assertThat(live(admin, "catalog", "http://catalog/")).isEqualTo(1);
    }
    assertThat(questions.getFirst().path("resources").findValuesAsText("value"))
        .containsExactly("SP8=", "SP8=");
    assertThat(err.toString().lines())
        .containsExactly(
            "host: Service \"shop/catalogue\" not found (did you mean \"catalog\"?)",
            "--from: \"default/catalog\" not found (did you mean \"shop/catalog\"?)");
  }

  @Test
  void asJsonTheAnswerComesWithWhatItIsAbout() throws Exception {
    assertThat(explain("--from", "shop/web", "--request", "http://catalog/", "-o", "json"))
        .isZero();

    assertThat(JSON.readTree(out.toString()))
        .isEqualTo(
            JSON.readTree(
                """
                {"from": "shop/web", "request": "GET http://catalog/",
                 "listener": "catalog.shop.svc.cluster.local:80",
                 "object": {"kind": "HTTPRoute", "namespace": "shop", "name": "items"},
                 "rule": 0, "match": 0, "action": "forward",
                 "route": {"index": 0, "name": "HTTPRoute/shop/items/rules/0/matches/0"}}
                """));
  }

  @Test
  void aRequestThatNothingTakesIsAFailure() {
    answers =
        """
        {"answers": [{"action": "none", "reason": "no route fits", "route": null}]}
        """;

    assertThat(explain("--from", "shop/web", "--request", "http://catalog/")).isEqualTo(1);
    assertThat(out.toString()).contains("none: no route fits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          shop/web; http://catlog/; host: Service "shop/catlog" not found (did you mean "catalog"?)
          shop/web; http://orders/; host: Service "shop/orders" not found (did you mean "orders.default"?)
          shop/web; http://billing/; host: Service "shop/billing" not found (expected: a Service)
          shop/web; http://catalog:82/; port: 82 of catalog (expected: 80 or 81)
          shop/web; http://a.b.c/; host: a.b.c (expected: catalog, catalog.shop or catalog.shop.svc.cluster.local)
          shop/wbe; http://catalog/; --from: "shop/wbe" not found (did you mean "shop/web"?)
          web; http://catalog/; --from: "default/web" not found (did you mean "shop/web"?)
          a/b; http://catalog/; --from: "a/b" not found (expected: a Service or an instance)
          """)
  void whatDoesNotExistIsOneLine(String from, String request, String message) {
    assertThat(explain("--from", from, "--request", request)).isEqualTo(1);

    assertThat(err.toString()).isEqualTo(message + "\n");
    assertThat(questions).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          shop/web; ftp://catalog/; request: ftp://catalog/ (expected: [METHOD] http://HOST[:PORT][/PATH]); a: b
          a/b/c; http://catalog/; a/b/c (expected: NAME or NAMESPACE/NAME); a: b
          shop/web; http://catalog/; header: a (expected: NAME: VALUE, and not host); a
          shop/web; http://catalog/; header: Host: x (expected: NAME: VALUE, and not host); Host: x
          """)
  void wrongUseIsOneLine(String from, String request, String message, String header) {
    assertThat(explain("--from", from, "--request", request, "-H", header)).isEqualTo(2);

    assertThat(err.toString()).contains(message).hasLineCount(1);
    assertThat(questions).isEmpty();
  }

  @Test
  void oneMeshIsExplainedAndNotTwo() {
    assertThat(explain("--admin", "127.0.0.1:1", "--from", "shop/web", "--request", "http://x/"))
        .isEqualTo(2);

    assertThat(err.toString()).isEqualTo("--admin and --files (expected: one of them)\n");
  }

  @Test
  void whatIsNotInForceIsSaid() {
    String objects =
        OBJECTS.replace("{backendRefs: [{name: catalog", "{backendRefs: [{name: catlog");

    assertThat(run(objects, "--from", "shop/web", "--request", "http://catalog/", "--files", "-"))
        .isZero();

    assertThat(err.toString())
        .contains("HTTPRoute/shop/items spec.rules[0].backendRefs[0]: Service \"catlog\" not found")
        .hasLineCount(1);
  }

  private int explain(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--files", "-"));
    return run(OBJECTS, all.toArray(String[]::new));
  }

  private int live(String admin, String from, String request) {
    return run("", "--admin", admin, "--from", from, "--request", request);
  }

  private int run(String in, String... arguments) {
    Evaluator evaluator =
        question -> {
          questions.add(question);
          return read(answers);
        };
    var command =
        new ExplainCommand(
            evaluator, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
    var commands = HeddleCommand.commandLine();
    commands.getCommandSpec().removeSubcommand("explain");
    commands.addSubcommand(command);
    List<String> all = new ArrayList<>(List.of("explain"));
    all.addAll(List.of(arguments));
    return HeddleCommand.completed(commands)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
