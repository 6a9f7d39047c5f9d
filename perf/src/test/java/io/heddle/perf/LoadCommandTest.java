package io.heddle.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class LoadCommandTest {
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "load,                                                     '--url=URL'",
    "load --url https://localhost/,                            'expected: http://HOST:PORT/PATH'",
    "load --url http://localhost/ --rate 0,                    'rate: 0 (expected: 1-100000)'",
    "load --url http://localhost/ --post-share 2,              'POST share: 2.0 (expected: 0-1)'",
    "load --url http://localhost/ --connections 0,             'connections: 0 (expected: >= 1)'",
    "load --url http://localhost/ --duration 5,                'expected: such as 500ms'",
    "load --url http://localhost/a --url http://localhost/b,   'expected: the same path in each'"
  })
  void wrongUseExitsTwoWithOneClearLine(String arguments, String message) {
    assertThat(execute(arguments)).isEqualTo(2);
    assertThat(errors.toString()).contains(message).hasLineCount(1);
  }

  private int execute(String arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setErr(new PrintWriter(errors, true));
    return commandLine.execute(arguments.split(" ", -1));
  }
}
