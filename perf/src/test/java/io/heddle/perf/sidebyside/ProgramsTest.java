package io.heddle.perf.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgramsTest {
  private static final String NAME = "heddle-test-proxy";

  private static final Contenders.Own OWN =
      new Contenders.Own(new FakePeer("heddle-bare", "1"), new FakePeer(Measured.HEDDLE, "1"));

  @TempDir Path folder;

  @Test
  void aVariableGoesBeforeThePathAndThePathBeforeWhatIsKept() throws IOException {
    Path kept = program("kept/usr/sbin", "exit 0");
    assertThat(programs(Map.of("PATH", "")).find(NAME)).contains(kept);

    Path onPath = program("bin", "exit 0");
    Map<String, String> path = Map.of("PATH", folder + ":" + folder.resolve("bin"));
    assertThat(programs(path).find(NAME)).contains(onPath);

    assertThat(programs(Map.of("PATH", "", "HEDDLE_HEDDLE-TEST-PROXY", "/named")).find(NAME))
        .contains(Path.of("/named"));
  }

  @Test
  void whatIsNowhereIsNotFound() {
    assertThat(programs(Map.of("PATH", folder.toString())).find(NAME)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'nginx version: nginx/1.22.1',                                    1.22.1",
    "'HAProxy version 2.6.12-1+deb12u4 2024/06/01 - https://h.org/',   2.6.12",
    "'/p/envoy  version: 0aef14/1.40.0/Clean/RELEASE/BoringSSL',       1.40.0"
  })
  void theVersionIsWhatTheProgramSays(String said, String version) throws Exception {
    Path file = program("bin", "echo '" + said + "' >&2");

    assertThat(Programs.checked(file, "-v")).isEqualTo(new Program(file, version));
  }

  @Test
  void aProgramThatDoesNotRunIsRefusedWithWhatItSays() throws IOException {
    Path file = program("bin", "echo 'libfoo.so: not found' >&2; exit 127");

    assertThatThrownBy(() -> Programs.checked(file, "-v"))
        .hasMessage(file + " -v ended with 127: libfoo.so: not found (expected: its version)");
  }

  @Test
  void heddlesOwnAreAlwaysHere() throws Exception {
    Contenders contenders =
        Contenders.find(
            Set.of(Make.HEDDLE_BARE, Make.HEDDLE_MESH),
            programs(Map.of()),
            Keys.write(folder),
            OWN);

    assertThat(contenders.peers())
        .extracting(Peer::name)
        .containsExactly("heddle-bare", Measured.HEDDLE);
    assertThat(contenders.skipped()).isEmpty();
  }

  @Test
  void aNamedProgramThatIsMissingIsSkippedWithTheReason() throws Exception {
    Contenders contenders =
        Contenders.find(
            Set.of(Make.NGINX),
            programs(Map.of("HEDDLE_NGINX", folder.resolve("missing").toString())),
            Keys.write(folder),
            OWN);

    assertThat(contenders.peers()).isEmpty();
    assertThat(contenders.skipped()).extracting(Skipped::name).containsExactly("nginx");
  }

  private Programs programs(Map<String, String> environment) {
    return new Programs(environment, folder.resolve("kept"));
  }

  private Path program(String below, String script) throws IOException {
    Path file = Files.createDirectories(folder.resolve(below)).resolve(NAME);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
