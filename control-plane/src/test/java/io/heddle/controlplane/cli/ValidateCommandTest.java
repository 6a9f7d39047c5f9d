package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ValidateCommandTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: catalog, namespace: shop}
      spec: {ports: [{port: 80}]}
      """;
  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: items, namespace: shop}
      spec:
        parentRefs: [{group: "", kind: Service, name: catalog}]
        hostnames: [catalog.example.org]
        rules:
          - backendRefs: [{name: catlog, port: 80}]
      """;
  private static final String IGNORED =
      " HTTPRoute/shop/items spec.hostnames: a route of a Service is for every host, ignored"
          + " [warning]";
  private static final String MISSPELT =
      " HTTPRoute/shop/items spec.rules[0].backendRefs[0]: Service \"catlog\" not found (did you"
          + " mean \"catalog\"?)";

  @TempDir private Path directory = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    Files.writeString(folder.resolve("services.yaml"), SERVICE);
    Files.writeString(folder.resolve("routes.yml"), ROUTE);
    Files.writeString(directory.resolve("more.objects"), SERVICE.replace("catalog", "catlog"));
  }

  @Test
  void ofOneDirectoryFilesAreNamedAsTheControlPlaneDoes() {
    assertThat(run("", path("folder"))).isEqualTo(1);

    assertThat(out.toString().lines())
        .containsExactly(
            "routes.yml:6" + IGNORED, "routes.yml:8" + MISSPELT, "2 objects, 2 problems");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void severalThingsAreOneMeshAndNamedAsTheyWereGiven() {
    assertThat(run("", path("folder"), path("more.objects"))).isEqualTo(1);

    assertThat(out.toString().lines())
        .containsExactly(path("folder/routes.yml") + ":6" + IGNORED, "3 objects, 1 problem");
  }

  @Test
  void aFileThatIsGivenTwiceIsReadOnce() {
    assertThat(run("", path("folder"), path("folder/../folder/services.yaml"))).isEqualTo(1);

    assertThat(out.toString().lines().toList().getLast()).isEqualTo("2 objects, 2 problems");
  }

  @Test
  void aFileAloneIsTheWholeMesh() {
    assertThat(run("", path("folder/routes.yml"))).isEqualTo(1);

    assertThat(out.toString())
        .contains(
            path("folder/routes.yml")
                + ":5 HTTPRoute/shop/items spec.parentRefs[0]: Service \"catalog\" not found\n")
        .endsWith("1 object, 3 problems\n");
  }

  @Test
  void readsStandardInput() {
    assertThat(run(SERVICE, "-")).isZero();
    assertThat(out.toString()).isEqualTo("1 object, 0 problems\n");
    out.getBuffer().setLength(0);

    assertThat(run(SERVICE + "---\n" + ROUTE, "-")).isEqualTo(1);

    assertThat(out.toString().lines())
        .containsExactly("<stdin>:11" + IGNORED, "<stdin>:13" + MISSPELT, "2 objects, 2 problems");
  }

  @Test
  void standardInputMayBePartOfTheMesh() {
    assertThat(run(SERVICE.replace("catalog", "catlog"), "-", path("folder"))).isEqualTo(1);

    assertThat(out.toString()).contains(IGNORED).endsWith("3 objects, 1 problem\n");
  }

  @Test
  void textThatIsNoUtf8IsAProblem() throws IOException {
    Path file = Files.write(directory.resolve("bytes.yaml"), new byte[] {(byte) 0xff, 0});

    assertThat(run("", file.toString())).isEqualTo(1);

    assertThat(out.toString()).isEqualTo(file + ":1: not UTF-8\n0 objects, 1 problem\n");
  }

  @Test
  void jsonHasEachPartOfAProblem() throws IOException {
    assertThat(run("", "-o", "json", path("folder"))).isEqualTo(1);

    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"objects": 2, "problems": [
                  {"severity": "warning", "file": "routes.yml", "line": 6,
                   "kind": "HTTPRoute", "namespace": "shop", "name": "items", "field": "spec.hostnames",
                   "reason": "Ignored", "message": "a route of a Service is for every host, ignored",
                   "suggestion": ""},
                  {"severity": "error", "file": "routes.yml", "line": 8,
                   "kind": "HTTPRoute", "namespace": "shop", "name": "items",
                   "field": "spec.rules[0].backendRefs[0]", "reason": "BackendNotFound",
                   "message": "Service \\"catlog\\" not found", "suggestion": "catalog"}]}
                """);
    assertThat(new ObjectMapper().readTree(out.toString())).isEqualTo(expected);
  }

  @Test
  void jsonLeavesEmptyWhatCannotBeTold() throws IOException {
    String text =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        ---
        kind: Service
        metadata: {}
        ---
        apiVersion: v1
        """;
    assertThat(run(text, "-", "-o", "json")).isEqualTo(1);

    assertThat(new ObjectMapper().readTree(out.toString()).path("problems"))
        .extracting(
            it -> it.path("kind").asText(),
            it -> it.path("namespace").asText(),
            it -> it.path("name").asText())
        .containsExactly(
            tuple("Deployment", "default", "shop"), tuple("Service", "", ""), tuple("", "", ""));
  }

  @Test
  void jsonOfAGoodMeshHasNoProblems() throws IOException {
    assertThat(run("", "--output", "json", path("folder/services.yaml"))).isZero();

    assertThat(new ObjectMapper().readTree(out.toString()))
        .isEqualTo(new ObjectMapper().readTree("{\"objects\": 1, \"problems\": []}"));
  }

  @Test
  void whatIsNotThereIsWrongUse() {
    assertThat(run("", path("folder"), path("nowhere"))).isEqualTo(2);

    assertThat(err.toString())
        .isEqualTo(
            path("nowhere") + ": not found (expected: a file or a directory that can be read)\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void nothingGivenIsWrongUse() {
    assertThat(run("")).isEqualTo(2);

    assertThat(err.toString())
        .contains("FILE|DIR")
        .contains("heddle validate --help")
        .hasLineCount(1);
  }

  @Test
  void anUnknownFormatIsWrongUse() {
    assertThat(run("", "-o", "xml", path("folder"))).isEqualTo(2);

    assertThat(err.toString()).contains("xml (expected: text or json)").hasLineCount(1);
  }

  @Test
  void helpHasExamplesAndExitCodes() {
    assertThat(run("", "--help")).isZero();

    assertThat(out.toString())
        .startsWith("Usage: heddle validate")
        .contains("heddle validate objects\n")
        .contains("| heddle validate -\n")
        .contains("Exits 0 ");
    assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private int run(String in, String... arguments) {
    CommandLine commands = HeddleCommand.commandLine();
    commands.getCommandSpec().removeSubcommand("validate");
    commands.addSubcommand(
        new ValidateCommand(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8))));
    String[] all = new String[arguments.length + 1];
    all[0] = "validate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return HeddleCommand.completed(commands)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
