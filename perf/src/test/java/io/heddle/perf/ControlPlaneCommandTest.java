package io.heddle.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class ControlPlaneCommandTest {
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "'--streams 100,0', 'streams: [100, 0] (expected: each 1-1000)'",
    "--streams 1001,     'streams: [1001] (expected: each 1-1000)'",
    "--flips 0,          'flips: 0 (expected: >= 1)'",
    "--flips 1001,       'flips: 501 changes in each of 2 round(s) (expected: at most 1000 in all)'",
    "--churn 101,        'churn: 510 changes in each of 2 round(s) (expected: at most 1000 in all)'",
    "--instances 1001,   'instances: 1001 changes in each of 1 round(s) (expected: at most 1000 in all)'",
    "--rounds 0,         'rounds: 0 (expected: >= 1)'",
    "--loops x,          'x'"
  })
  void wrongUseExitsTwoWithOneClearLine(String arguments, String message) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setErr(new PrintWriter(errors, true));

    assertThat(commandLine.execute(("control-plane " + arguments).split(" ", -1))).isEqualTo(2);
    assertThat(errors.toString()).contains(message).hasLineCount(1);
  }
}
