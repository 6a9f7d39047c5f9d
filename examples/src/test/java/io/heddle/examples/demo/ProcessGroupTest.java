package io.heddle.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessGroupTest {
  private static final Duration BOUND = Duration.ofSeconds(10);

  @TempDir private Path directory;
  private final ProcessGroup group = new ProcessGroup();

  @AfterEach
  void close() {
    group.close();
  }

  @Test
  void closingLeavesNeitherAProcessNorItsChildren() throws Exception {
    ManagedProcess shell =
        start("sleep 1000 & echo ready $!; trap '' TERM; while true; do sleep 1; done");
    String line = shell.awaitReady(BOUND);
    ProcessHandle child =
        ProcessHandle.of(Long.parseLong(line.substring("ready ".length()))).orElseThrow();

    group.close();

    assertThat(shell.isAlive()).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void aProcessThatEndsBeforeItIsReadyIsAnErrorWithItsLastWords() throws Exception {
    ManagedProcess process = start("echo port 80: in use; exit 3");

    assertThatThrownBy(() -> process.awaitReady(BOUND))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("test ended before it was ready")
        .hasMessageContaining("port 80: in use");
  }

  @Test
  void whatAProcessSaysWhileItStopsIsKept() throws Exception {
    ManagedProcess process =
        start("trap 'echo last words; exit 4' TERM; echo ready; while true; do sleep 0.1; done");
    process.awaitReady(BOUND);

    process.terminate();

    assertThat(process.awaitEnd(BOUND)).isEqualTo(4);
    assertThat(process.tail()).contains("last words");
  }

  @Test
  void nothingIsStartedAfterTheEnd() {
    group.close();

    assertThatThrownBy(() -> start("echo ready")).hasMessageContaining("test: not started");
  }

  @Test
  void theLogIsBounded() throws Exception {
    ManagedProcess process =
        start(
            "i=0; while [ $i -lt 60 ]; do head -c 65536 /dev/zero | tr '\\0' x; echo; i=$((i+1)); done; echo ready");
    process.awaitReady(BOUND);

    assertThat(Files.size(directory.resolve("test.log"))).isBetween(1L << 20, (1L << 20) + 70_000);
  }

  private ManagedProcess start(String script) throws IOException {
    return group.start(
        new Launch(
            "test", List.of("/bin/sh", "-c", script), directory.resolve("test.log"), "ready"));
  }
}
