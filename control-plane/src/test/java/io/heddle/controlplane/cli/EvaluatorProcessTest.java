package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluatorProcessTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path home = Path.of("");

  @Test
  void theProgramIsAskedByItsInputAndAnswersByItsOutput() throws Exception {
    write("[ \"$*\" = 'proxy evaluate -' ] && cat");
    // More than a pipe holds.
    JsonNode question = JsonNodeFactory.instance.objectNode().put("a", "b".repeat(1 << 20));

    JsonNode answer =
        EvaluatorProcess.of(Map.of("HEDDLE_HOME", home.toString())).evaluate(question);

    assertThat(answer).isEqualTo(question);
  }

  @Test
  void whatGoesWrongIsOneLine() throws Exception {
    assertThatThrownBy(() -> EvaluatorProcess.of(Map.of()).evaluate(question()))
        .hasMessage("HEDDLE_HOME: not set (expected: the folder of the program heddle)");
    assertThatThrownBy(() -> evaluate(LONG))
        .hasMessage(home.resolve("heddle") + ": cannot be started (expected: the program heddle)");

    write("exit 2");
    assertThatThrownBy(() -> evaluate(LONG))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("heddle proxy evaluate: ended with 2 (expected: 0)");

    write("echo '{'");
    assertThatThrownBy(() -> evaluate(LONG))
        .hasMessage("heddle proxy evaluate: no JSON (expected: answers)");

    write("exec sleep 60");
    assertThatThrownBy(() -> evaluate(Duration.ofMillis(200)))
        .hasMessage("heddle proxy evaluate: no answer (expected: within 200 ms)");
  }

  private JsonNode evaluate(Duration limit) throws CommandFailedException {
    return new EvaluatorProcess(home.resolve("heddle"), limit).evaluate(question());
  }

  private static JsonNode question() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void write(String script) throws IOException {
    Path program = home.resolve("heddle");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
