package io.heddle.perf.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessGroupTest {
  @TempDir Path directory;

  private final ProcessGroup processes =
      new ProcessGroup(new Placement.Shared("in a test"), System::nanoTime);
  private final OutputLines lines = new OutputLines(Clocks.SYSTEM);

  @AfterEach
  void end() {
    processes.close();
  }

  @Test
  void closingLeavesNoProcessAndNoChildOfOne() throws Exception {
    Started shell = start("sleep 60 & echo started $!; wait");
    long child = Long.parseLong(lines.await(shell, "started ").substring("started ".length()));
    List<Long> ids = shell.ids();

    processes.close();

    assertThat(ids).hasSize(2).contains(child);
    assertThat(shell.isAlive()).isFalse();
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void nothingIsStartedAfterTheEnd() {
    processes.close();

    assertThatThrownBy(() -> start("true"))
        .isInstanceOf(IOException.class)
        .hasMessage("shell: not started (expected: before the end of the run)");
  }

  @Test
  void aLineThatNeverComesIsToldByWhatWasSaid() throws IOException {
    Started shell = start("echo wrong configuration; exit 3");

    assertThatThrownBy(() -> lines.await(shell, "ready"))
        .hasMessage("shell ended; it last said:\nwrong configuration");
  }

  @Test
  void theEnvironmentIsGivenOn() throws Exception {
    Started shell = start("echo variable $FROM_THE_TEST");

    assertThat(lines.await(shell, "variable")).isEqualTo("variable given");
  }

  private Started start(String script) throws IOException {
    return processes.start(
        new Launch(
            "shell",
            List.of("sh", "-c", script),
            Map.of("FROM_THE_TEST", "given"),
            directory.resolve("shell.log"),
            Launch.Place.MEASURED));
  }
}
