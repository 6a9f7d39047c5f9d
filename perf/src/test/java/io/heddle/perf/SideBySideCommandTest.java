package io.heddle.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class SideBySideCommandTest {
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "'side-by-side --repeats 0',         'repeats: 0 (expected: 1-500)'",
    "'side-by-side --rate 1000,0',       'rates: [1000, 0] (expected: each 1-100000)'",
    "side-by-side --seconds 0,           'measured: PT0S (expected: > 0)'",
    "side-by-side --only squid,          'squid'",
    "side-by-side --cold x,              'x'"
  })
  void wrongUseExitsTwoWithOneClearLine(String arguments, String message) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setErr(new PrintWriter(errors, true));

    assertThat(commandLine.execute(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(errors.toString()).contains(message).hasLineCount(1);
  }
}
