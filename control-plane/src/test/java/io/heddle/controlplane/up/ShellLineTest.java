package io.heddle.controlplane.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ShellLineTest {
  /** Says that it runs, and takes a moment to end when it is asked to. */
  private static final String SERVER =
      "sh -c 'trap \"sleep 0.2; echo bye; exit 0\" TERM; echo up; read line'";

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatIsLeft() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void aLineMaySetVariablesForItsCommand() throws Exception {
    Process process = start("GREETING=hello sh -c 'echo $GREETING'");

    assertThat(process.inputReader().readLine()).isEqualTo("hello");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void theExitCodeIsThatOfTheLine() throws Exception {
    assertThat(start("true && exit 7").waitFor()).isEqualTo(7);
  }

  @Test
  void aCommandIsAskedToStopAndMayTakeItsTime() throws Exception {
    assertEndsWhole(start(SERVER));
  }

  @Test
  void aCommandThatOthersFollowIsAskedToStop() throws Exception {
    assertEndsWhole(start(SERVER + "; echo never"));
  }

  @Test
  void aCommandBehindAVariableIsAskedToStop() throws Exception {
    assertEndsWhole(start("LEVEL=debug " + SERVER));
  }

  private static void assertEndsWhole(Process process) throws Exception {
    BufferedReader lines = process.inputReader();
    assertThat(lines.readLine()).isEqualTo("up");
    List<ProcessHandle> all = process.descendants().toList();

    process.toHandle().destroy();

    assertThat(lines.readLine()).isEqualTo("bye");
    assertThat(lines.readLine()).isNull();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    for (ProcessHandle handle : all) {
      handle.onExit().get(20, TimeUnit.SECONDS);
    }
  }

  /** As {@code heddle run} starts applications: each in a session of its own. */
  private Process start(String line) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(ShellLine.command(line));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }
}
