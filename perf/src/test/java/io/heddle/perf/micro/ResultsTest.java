package io.heddle.perf.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.perf.process.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {
  private static final String JSON =
      """
      [
        {"jmhVersion": "1.37", "benchmark": "io.heddle.proxy.route.RouteTableBenchmark.match", "jvm": "/opt/jdk/bin/java",
         "params": {"kind": "EXACT", "routes": "100"},
         "primaryMetric": {"score": 412.34, "scoreError": 12.5, "scoreUnit": "ns/op"},
         "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 24.0003, "scoreUnit": "B/op"}}},
        {"jmhVersion": "1.37", "benchmark": "io.heddle.controlplane.xds.XdsCacheBenchmark.changed", "jvm": "/opt/jdk/bin/java",
         "primaryMetric": {"score": 5.678, "scoreError": "NaN", "scoreUnit": "ns/op"},
         "secondaryMetrics": {}}
      ]
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void readsWhatJmhWrites() throws IOException {
    assertThat(results(JSON).measured())
        .containsExactly(
            new Measured(
                "proxy.route.RouteTable.match", "kind=EXACT routes=100", 412.34, 12.5, 24.0003),
            new Measured("controlplane.xds.XdsCache.changed", "", 5.678, Double.NaN, Double.NaN));
  }

  @Test
  void keepsJmhsDataWithoutThePathOfTheJvm() throws IOException {
    Path page = results(JSON).write("# Page\n", folder.resolve("new"));

    assertThat(page).hasContent("# Page\n");
    assertThat(Files.readString(page.resolveSibling("micro.json")))
        .contains("\"jmhVersion\" : \"1.37\"", "\"routes\" : \"100\"")
        .doesNotContain("/opt/jdk");
  }

  @Test
  void aRunWithoutResultsIsAFailure() {
    assertThatThrownBy(() -> results("[]"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no results");
  }

  @Test
  void anotherUnitIsNotTakenForNanoseconds() throws IOException {
    Results results = results(JSON.replace("ns/op", "us/op"));

    assertThatThrownBy(results::measured).hasMessage("scoreUnit: us/op (expected: ns/op)");
  }

  @Test
  void thePageSaysWhatWasRunAndHasALineForEach() throws IOException {
    MicroPage.Setup setup =
        new MicroPage.Setup(
            "perf/run micro --quick",
            "2026-01-02",
            "abc1234",
            new Machine(2, "A processor", "6.18", "25+36"),
            Size.QUICK);

    List<String> lines = MicroPage.of(setup, results(JSON).measured()).lines().toList();

    assertThat(lines)
        .contains(
            "`perf/run micro --quick`, 2026-01-02, commit abc1234; 2 processors (A processor), Linux 6.18, Java 25+36.",
            "| proxy.route.RouteTable.match | kind=EXACT routes=100 | 412 ± 12.5 | 24 |",
            "| controlplane.xds.XdsCache.changed |  | 5.68 | – |");
  }

  private Results results(String json) throws IOException {
    return Results.read(Files.writeString(folder.resolve("results.json"), json));
  }
}
