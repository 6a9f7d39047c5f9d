package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of the checks names each of them, in the order in which they are shown. */
final class CheckPageTest {
  @Test
  void thePageHasEveryCheckAndNoOther() throws IOException {
    StringWriter out = new StringWriter();
    var _ = HeddleCommand.commandLine().setOut(new PrintWriter(out)).execute("check", "-o", "json");
    List<String> ids = new ObjectMapper().readTree(out.toString()).findValuesAsText("id");

    List<String> rows =
        Files.readAllLines(Path.of("../docs/check.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertThat(rows).isNotEmpty().isEqualTo(ids);
  }
}
