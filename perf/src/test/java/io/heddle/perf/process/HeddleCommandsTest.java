package io.heddle.perf.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeddleCommandsTest {
  private static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path home;

  private HeddleCommands commands;
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    commands = new HeddleCommands(home, Path.of("/jdk/bin/java"));
    jar = write("proxy/target/heddle-proxy-1.jar", BUILT);
    write("control-plane/target/heddle-control-plane-1.jar", BUILT);
  }

  @Test
  void aSidecarRunsWithItsFlagsOnItsJar() throws IOException {
    assertThat(commands.sidecar(List.of("--state", "s")))
        .containsExactly(
            "/jdk/bin/java",
            "@"
                + home.resolve(
                    "proxy/src/main/resources/io/heddle/proxy/supervisor/sidecar-jvm.args"),
            "-cp",
            jar + ":" + jar.resolveSibling("lib") + "/*",
            "io.heddle.proxy.Main",
            "proxy",
            "--state",
            "s");
  }

  @Test
  void aRecordedStartIsUsedUnlessTheJarIsNewer() throws IOException {
    Path cache = write("proxy/target/sidecar.aot", BUILT.plusSeconds(1));
    assertThat(commands.sidecar(List.of())).contains("-XX:AOTCache=" + cache);

    write("proxy/target/sidecar.aot", BUILT.minusSeconds(1));
    assertThat(commands.sidecar(List.of())).noneMatch(word -> word.startsWith("-XX:AOTCache"));
  }

  @Test
  void theControlPlaneTakesItsArgumentsLast() throws IOException {
    assertThat(commands.controlPlane(List.of("token", "create")))
        .containsSubsequence("io.heddle.controlplane.Main", "token", "create");
  }

  @Test
  void aProgramOfAMeasurementHasMoreJars() throws IOException {
    write("perf/target/heddle-perf-1.jar", BUILT);
    Path target = home.resolve("perf/target");

    assertThat(commands.measurement("a.Main", List.of("serve")))
        .endsWith(
            "-cp",
            target.resolve("heddle-perf-1.jar")
                + ":"
                + target.resolve("lib/*")
                + ":"
                + target.resolve("measurement/*"),
            "a.Main",
            "serve");
  }

  @Test
  void aModuleThatIsNotBuiltIsToldByName() throws IOException {
    Files.delete(jar);

    assertThatThrownBy(() -> commands.sidecar(List.of()))
        .hasMessage(jar.getParent() + ": no jar of proxy (expected: the module is built)");
  }

  private Path write(String name, Instant modified) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    return Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
