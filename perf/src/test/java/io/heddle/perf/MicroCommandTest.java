package io.heddle.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class MicroCommandTest {
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "micro -o xml,           'xml'",
    "micro Route Cache,      'Cache'",
    "micro Route(,           'REGEX: Route( (expected: a regular expression)'",
    "micro --slow,           '--slow'"
  })
  void wrongUseExitsTwoWithOneClearLine(String arguments, String message) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setErr(new PrintWriter(errors, true));

    assertThat(commandLine.execute(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(errors.toString()).contains(message).hasLineCount(1);
  }
}
