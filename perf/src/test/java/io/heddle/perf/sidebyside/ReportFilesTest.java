package io.heddle.perf.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.perf.process.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFilesTest {
  @TempDir Path folder;

  @Test
  void theDataHoldRoundsMediansAndRatios() throws IOException {
    ReportFiles.write(report(), folder);

    JsonNode data = new ObjectMapper().readTree(folder.resolve("side-by-side.json").toFile());
    assertThat(data.at("/setup/commit").asText()).isEqualTo("abc1234");
    assertThat(data.at("/setup/machine/kernel").asText()).isEqualTo("6.18");
    assertThat(data.at("/rounds/1/pairs/nginx/phases/0/clientMicros").asDouble()).isEqualTo(190);
    assertThat(data.at("/rounds/1/pairs/nginx/client/pssKib").asLong()).isEqualTo(60 << 10);
    assertThat(data.at("/rows/0/id").asText()).isEqualTo("cpu-1000");
    assertThat(data.at("/rows/0/contenders/nginx/median").asDouble()).isEqualTo(150);
    assertThat(data.at("/rows/0/ratios/nginx/median").asDouble()).isEqualTo(0.8);
    assertThat(data.at("/skipped/0/reason").asText()).isEqualTo("not installed");
  }

  @Test
  void thePageTellsWhatWasDoneFoundAndLeftOut() throws IOException {
    String page = Files.readString(ReportFiles.write(report(), folder));

    assertThat(page)
        .contains("`perf/run side-by-side --repeats 2`, 2026-01-02, commit abc1234; 2 processors")
        .contains("open loop over 16 connections used in turn")
        .contains("- nginx: 1.22.1\n", "- haproxy: skipped: not installed\n")
        .contains("- backend itself at 1000/s: p50 1.00 (1.00 to 1.00) ms")
        .contains("- nginx: 40 of 24000 requests failed\n")
        .contains("- round 2, envoy: ended\n")
        .contains("| CPU per request at 1000/s, µs | 150 (100 to 200) | 120 (80.0 to 160) |")
        .contains("| CPU per request at 1000/s | 0.80 (0.80 to 0.80) |");
  }

  @Test
  void everyPictureOfThePageIsThere() throws IOException {
    String page = Files.readString(ReportFiles.write(report(), folder));

    List<String> pictures =
        Pattern.compile("!\\[[^]]*\\]\\(([^)]*)\\)")
            .matcher(page)
            .results()
            .map((MatchResult result) -> result.group(1))
            .toList();
    assertThat(pictures)
        .hasSize(10)
        .contains("side-by-side-heddle-to-nginx.svg", "side-by-side-cpu-1000.svg")
        .allSatisfy(picture -> assertThat(folder.resolve(picture)).isNotEmptyFile());
  }

  private static Report report() {
    Plan plan =
        new Plan(
            2,
            List.of(Measured.RATE),
            16,
            Duration.ofSeconds(6),
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            Set.of(Make.values()),
            1);
    Round first = round(100, 80, List.of());
    Round second = round(200, 160, List.of("envoy: ended"));
    Contenders contenders =
        new Contenders(
            List.of(new FakePeer("nginx", "1.22.1"), new FakePeer(Measured.HEDDLE, "abc1234")),
            List.of(new Skipped("haproxy", "not installed")));
    return new Reports(plan, contenders, List.of(first, second))
        .report(
            new Report.Setup(
                "perf/run side-by-side --repeats 2",
                "2026-01-02",
                "abc1234",
                new Machine(2, "Processor", "6.18", "25"),
                "not pinned: in a test",
                "6 s at 1000/s",
                16,
                2));
  }

  private static Round round(double nginxMicros, double heddleMicros, List<String> problems) {
    Round whole =
        Measured.round(
            2,
            Map.of(
                "nginx",
                Measured.pair(nginxMicros, 2, 4),
                Measured.HEDDLE,
                Measured.pair(heddleMicros, 2, 3)));
    return new Round(whole.order(), whole.load(), whole.direct(), whole.pairs(), problems);
  }
}
