package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the values of options come from; told apart by which of them is refused. */
final class ConfigValuesTest {
  @TempDir private Path directory = Path.of("");
  private final StringWriter err = new StringWriter();

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path file = write("listen: of-file\nadmin: of-file\ntrust-domain: Of-File\n");
    Map<String, String> environment =
        Map.of("HEDDLE_ADMIN", "of-environment", "HEDDLE_LISTEN", "of-environment");

    assertThat(run(environment, "--config", file.toString(), "--listen", "of-flag")).isEqualTo(2);
    assertThat(err.toString()).contains("'--listen': of-flag ");
    assertThat(run(environment, "--config", file.toString(), "--listen", "127.0.0.1:0"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("'--admin': of-environment ");
    assertThat(run(Map.of(), "--config=" + file, "--listen", "127.0.0.1:0")).isEqualTo(2);
    assertThat(err.toString()).contains("'--admin': of-file ");
  }

  @Test
  void aListInTheFileIsAList() throws Exception {
    Path file = write("without: [gate, magic]\nfiles: a\nstate: b\n");

    assertThat(run(Map.of(), "--config", file.toString())).isEqualTo(2);

    assertThat(err.toString()).isEqualTo("without: magic (expected: barrier, gate, unprocessed)\n");
  }

  @Test
  void aProtectionOfSidecarsIsNoneOfTheControlPlanesBusiness() throws Exception {
    Map<String, String> environment = Map.of("HEDDLE_WITHOUT", "unprocessed,gate");
    String noDirectory = write("listen: nothing").toString();

    assertThat(run(environment, "--files", noDirectory, "--state", noDirectory)).isEqualTo(1);

    assertThat(err.toString()).startsWith("state: ");
  }

  @Test
  void aKeyThatIsNoOptionIsRefused() throws Exception {
    Path file = write("file: a\n");

    assertThat(run(Map.of(), "--config", file.toString())).isEqualTo(2);

    assertThat(err.toString()).startsWith(file + ": file (expected: admin, ").hasLineCount(1);
  }

  @Test
  void aFileThatIsNoYamlOrNotThereIsOneLine() throws Exception {
    assertThat(run(Map.of(), "--config", write("a: [").toString())).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1);
    err.getBuffer().setLength(0);

    assertThat(run(Map.of(), "--config", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be read").hasLineCount(1);
  }

  private Path write(String content) throws Exception {
    return Files.writeString(directory.resolve("heddle.yaml"), content);
  }

  private int run(Map<String, String> environment, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "control-plane";
    System.arraycopy(options, 0, arguments, 1, options.length);
    StringWriter out = new StringWriter();
    return Main.run(arguments, environment, new PrintWriter(out), new PrintWriter(err, true));
  }
}
