package io.heddle.examples.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.examples.demo.Commands;
import io.heddle.examples.demo.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code heddle explain} says of a request, and how it ended. */
record Explained(int exitCode, JsonNode json) {
  private static final Duration BOUND = Duration.ofSeconds(40);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code catalog-blue} of {@code outbound|80||catalog-blue.shop.svc.cluster.local}. */
  String onlyBackend() {
    JsonNode clusters = json.path("clusters");
    if (clusters.size() != 1) {
      throw new AssertionError("clusters: " + clusters + " (expected: one)");
    }
    return clusters.at("/0/name").asText().replaceAll("outbound\\|80\\|\\|([^.]+)\\..*", "$1");
  }

  /** Runs the command as its launcher does, but that nothing is built before. */
  static final class Command {
    private final EndToEnd endToEnd;
    private final Path home;
    private int runs;

    Command(EndToEnd endToEnd) throws IOException {
      this.endToEnd = endToEnd;
      this.home = Files.createDirectories(endToEnd.files().objects().resolveSibling("home"));
      String sidecar =
          Commands.find().sidecar().stream()
              .map(word -> "'" + word + "'")
              .collect(Collectors.joining(" "));
      Path launcher = home.resolve("heddle");
      Files.writeString(launcher, "#!/bin/sh\nexec " + sidecar + " \"$@\"\n");
      Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }

    Explained run(String... arguments) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(List.of("env", "HEDDLE_HOME=" + home));
      command.addAll(Commands.find().heddle("explain", "-o", "json"));
      command.addAll(List.of(arguments));
      ManagedProcess process = endToEnd.launch("explain-" + ++runs, command, "");
      int exitCode = process.awaitEnd(BOUND);
      String output = Files.readString(process.log());
      // Before it a JVM may warn of what a library does.
      int start = output.indexOf("{\n");
      if (start < 0) {
        throw new IOException("explain: no JSON, but: " + output);
      }
      return new Explained(exitCode, JSON.readTree(output.substring(start)));
    }
  }
}
