package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.controlplane.identity.IdentityConfig;
import io.heddle.controlplane.rollout.Protections;
import io.heddle.controlplane.rollout.RolloutSettings;
import io.heddle.controlplane.rollout.RolloutTimes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code heddle validate} says of a directory what a running control plane says of it, line by
 * line.
 */
final class ValidateAgreementTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void saysOfEachMistakeWhatTheControlPlaneSays() throws Exception {
    Path files = Files.createDirectory(directory.resolve("files"));
    try (ControlPlane controlPlane = ControlPlane.start(config(files));
        HttpClient client = HttpClient.newHttpClient()) {
      for (String mistake : ValidateCases.mistakes()) {
        ValidateCases.copy(mistake, files);

        List<String> reported = reported(client, controlPlane);

        assertThat(reported).as(mistake).isNotEmpty();
        assertThat(validated(files)).as(mistake).isEqualTo(reported);
        Files.delete(files.resolve(mistake + ".yaml"));
        // Nothing of it may be in force any more when the next one is read.
        assertThat(reported(client, controlPlane)).isEmpty();
      }
    }
  }

  @Test
  void theControlPlaneSaysNothingOfWhatIsValid() throws Exception {
    for (Path valid : ValidateCases.valid()) {
      try (ControlPlane controlPlane = ControlPlane.start(config(valid));
          HttpClient client = HttpClient.newHttpClient()) {
        assertThat(reported(client, controlPlane)).as(valid.toString()).isEmpty();
      }
    }
  }

  private static List<String> validated(Path files) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    assertThat(Main.run(new String[] {"validate", files.toString()}, Map.of(), writer, writer))
        .isEqualTo(1);
    List<String> lines = out.toString().lines().toList();
    return lines.subList(0, lines.size() - 1).stream()
        .map(ValidateAgreementTest::withoutColons)
        .toList();
  }

  private static List<String> reported(HttpClient client, ControlPlane controlPlane)
      throws IOException, InterruptedException {
    var _ = get(client, controlPlane, "/v1/convergence?sync=true");
    List<String> lines = new ArrayList<>();
    for (JsonNode problem : get(client, controlPlane, "/v1/problems").path("problems")) {
      String line =
          Stream.of("source", "object", "message")
              .map(part -> problem.path(part).asText())
              .filter(part -> !part.isEmpty())
              .flatMap(String::lines)
              .collect(Collectors.joining(" "));
      boolean isWarning = problem.path("severity").asText().equals("warning");
      lines.add(withoutColons(isWarning ? line + " [warning]" : line));
    }
    return lines;
  }

  /** They stand elsewhere in a line than in the page's fields. */
  private static String withoutColons(String line) {
    return line.replace(":", "");
  }

  private static JsonNode get(HttpClient client, ControlPlane controlPlane, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + controlPlane.admin().getPort() + path);
    return new ObjectMapper()
        .readTree(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
  }

  private ControlPlaneConfig config(Path files) {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new ControlPlaneConfig(
        files,
        directory.resolve("state"),
        anyPort,
        anyPort,
        Optional.empty(),
        IdentityConfig.defaults("cluster.local"),
        new RolloutSettings(Protections.ALL, RolloutTimes.DEFAULT));
  }
}
