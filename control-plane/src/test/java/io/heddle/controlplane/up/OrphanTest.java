package io.heddle.controlplane.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of processes of {@code heddle up} that it cannot end itself. */
@Timeout(60)
final class OrphanTest {
  @TempDir Path directory;

  @Test
  void aChildKnowsWhoseItIsAndThatItsInputIsOpen() throws Exception {
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Child child =
        Child.start(
            "cat", List.of("sh", "-c", "echo up=$HEDDLE_STARTED_BY_UP; cat"), Map.of(), "up=", out);
    try {
      assertThat(child.ready().get(20, TimeUnit.SECONDS)).isEqualTo("up=1");
      assertThat(child.exit()).isNotDone();
    } finally {
      child.kill();
    }
  }

  @Test
  void aControlPlaneWhoseStarterIsGoneEnds() throws Exception {
    Process controlPlane = startControlPlane();
    try (BufferedReader lines = controlPlane.inputReader()) {
      assertThat(lines.readLine()).startsWith("control plane ready: ");

      controlPlane.getOutputStream().close();

      assertThat(controlPlane.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(controlPlane.exitValue()).isZero();
    } finally {
      controlPlane.destroyForcibly();
    }
  }

  private Process startControlPlane() throws Exception {
    Path files = Files.createDirectory(directory.resolve("files"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.heddle.controlplane.Main",
            "control-plane",
            "--files",
            files.toString(),
            "--state",
            directory.resolve("state").toString(),
            "--listen",
            "127.0.0.1:0",
            "--admin",
            "127.0.0.1:0");
    builder.environment().put(OrphanWatch.STARTED_BY_UP, "1");
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
