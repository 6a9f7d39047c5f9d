package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Breaks one thing at a time in directories that are right. */
final class CheckCommandTest {
  private static final String SERVICE =
      "{apiVersion: v1, kind: Service, metadata: {name: catalog, namespace: shop},"
          + " spec: {selector: {app: catalog}, ports: [{name: http, port: 80}]}}\n";

  @TempDir Path directory;
  private Path state = Path.of("");
  private Path files = Path.of("");

  @BeforeEach
  void makeARightInstallation() throws IOException {
    files = Files.createDirectory(directory.resolve("objects"));
    Files.writeString(files.resolve("services.yaml"), SERVICE);
    state = directory.resolve("state");
    createToken(state);
  }

  private static void createToken(Path state) {
    CommandLine token = HeddleCommand.commandLine().setOut(new PrintWriter(new StringWriter()));
    assertThat(
            token.execute("token", "create", "--state", state.toString(), "--service", "catalog"))
        .isZero();
  }

  @Test
  void findsNothingInWhatIsRight() throws IOException {
    assertThat(broken()).isEmpty();
  }

  @Test
  void looseRights() throws IOException {
    Files.setPosixFilePermissions(
        state.resolve("ca/ca.key"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(broken()).containsExactly("error state-rights");
  }

  @Test
  void aKeyThatIsGone() throws IOException {
    Files.delete(state.resolve("ca/ca.key"));
    assertThat(broken()).containsExactly("error ca-files");
  }

  @Test
  void aKeyOfAnotherCertificate() throws IOException {
    Path other = directory.resolve("other");
    createToken(other);
    Files.writeString(state.resolve("ca/ca.key"), Files.readString(other.resolve("ca/ca.key")));
    assertThat(broken()).containsExactly("error ca-files");
  }

  @Test
  void aStateDirectoryThatIsGone() throws IOException {
    state = directory.resolve("elsewhere");
    assertThat(broken()).containsExactly("error state-directory");
  }

  @Test
  void anEntryThatCannotBeRead() throws IOException {
    Files.writeString(state.resolve("tokens/torn.json"), "{\"id\": ");
    assertThat(broken()).containsExactly("error state-entries");
  }

  /** The control plane leaves it out, too. */
  @Test
  void anEntryThatSaysTooLittle() throws IOException {
    Files.createDirectories(state.resolve("registrations"));
    Files.writeString(state.resolve("registrations/web-1.json"), "{\"service\": \"web\"}");
    assertThat(broken()).containsExactly("error state-entries");
  }

  /** Files come and go where a control plane is at work; a link to nothing is never there. */
  @Test
  void aFileThatGoesMeanwhile() throws IOException {
    Files.createSymbolicLink(state.resolve("tokens/gone.json"), state.resolve("nowhere"));
    assertThat(broken()).isEmpty();
  }

  @Test
  void aFilesDirectoryThatIsGone() throws IOException {
    files = directory.resolve("elsewhere");
    assertThat(broken()).containsExactly("error files-directory");
  }

  @Test
  void aFileThatIsNoYaml() throws IOException {
    Files.writeString(files.resolve("torn.yaml"), "{kind: [");
    assertThat(broken()).containsExactly("error objects-readable");
  }

  @Test
  void anObjectThatIsNotAccepted() throws IOException {
    Files.writeString(files.resolve("services.yaml"), SERVICE.replace("80", "80000"));
    assertThat(broken()).containsExactly("error objects-accepted");
  }

  @Test
  void aControlPlaneThatWasNamedAndIsNotThere() throws IOException {
    assertThat(broken("--admin", "http://127.0.0.1:1")).containsExactly("error control-plane");
  }

  @Test
  void anOptionThatDoesNotExist() {
    CommandLine line = HeddleCommand.commandLine().setErr(new PrintWriter(new StringWriter()));
    assertThat(line.execute("check", "--file")).isEqualTo(2);
  }

  /** What is wrong apart from the machine that the test runs on. */
  private List<String> broken(String... more) throws IOException {
    StringWriter out = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("check", "-o", "json"));
    arguments.addAll(List.of("--state", state.toString(), "--files", files.toString()));
    arguments.addAll(List.of(more));
    int exit =
        HeddleCommand.commandLine()
            .setOut(new PrintWriter(out))
            .execute(arguments.toArray(String[]::new));
    List<String> broken = new ArrayList<>();
    for (JsonNode check : new ObjectMapper().readTree(out.toString()).path("checks")) {
      String severity = check.path("severity").asText();
      if (severity.equals("error") || severity.equals("warning")) {
        broken.add(severity + " " + check.path("id").asText());
      }
    }
    assertThat(exit).isEqualTo(broken.stream().anyMatch(it -> it.startsWith("error")) ? 1 : 0);
    broken.removeIf(it ->
        List.of(
                "open-files",
                "memory",
                "listen-backlog",
                "ephemeral-ports",
                "disk-space",
                "control-plane-ports")
            .contains(it.substring(it.indexOf(' ') + 1)));
    return broken;
  }
}
