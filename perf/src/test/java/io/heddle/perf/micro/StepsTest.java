package io.heddle.perf.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.perf.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StepsTest {
  @TempDir private Path folder = Path.of("");
  private final List<String> shown = new ArrayList<>();

  @Test
  void showsWhichBenchmarkRunsAndLogsTheRest() throws Exception {
    steps()
        .run(
            "measuring",
            "a.log",
            shell("echo one; echo '# Benchmark: b' >&2; echo '# Parameters: (c = 1)'"));

    assertThat(shown).containsExactly("measuring", "b", "  (c = 1)");
    assertThat(folder.resolve("a.log")).content().startsWith("one\n");
  }

  @Test
  void aProgramThatFailsEndsItAll() {
    assertThatThrownBy(() -> steps().run("measuring", "a.log", shell("echo why; exit 3")))
        .isInstanceOf(IOException.class)
        .hasMessage("measuring: ended with 3 (see " + folder.resolve("a.log") + ")");
    assertThat(folder.resolve("a.log")).hasContent("why");
  }

  private Steps steps() {
    return new Steps(folder, new WorkDirectory(folder), shown::add);
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }
}
