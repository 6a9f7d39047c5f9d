package io.heddle.proxy.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;
  private Path jar;
  private Path file;

  @BeforeEach
  void build() throws IOException {
    jar = written("heddle-proxy.jar", BUILT);
    file = directory.resolve("sidecar.aot");
  }

  @Test
  void isUsedWhereItLiesBesideTheJar() throws IOException {
    written("sidecar.aot", BUILT.plusSeconds(1));

    assertThat(flags()).contains("-XX:AOTCache=" + file);
  }

  @Test
  void nothingIsUsedWhereThereIsNone() {
    assertThat(flags()).isEmpty();
  }

  @Test
  void nothingIsUsedThatIsOlderThanTheJar() throws IOException {
    written("sidecar.aot", BUILT.minusSeconds(1));

    assertThat(flags()).isEmpty();
  }

  @Test
  void classesOutsideOfAJarHaveNone() {
    assertThat(AotCache.besides(directory, "sidecar")).isEmpty();
    assertThat(AotCache.of(AotCacheTest.class, "sidecar")).isEmpty();
    assertThat(AotCache.of(String.class, "sidecar")).isEmpty();
  }

  @Test
  void nothingIsUsedBesideAnOptionThatForbidsIt() throws IOException {
    written("sidecar.aot", BUILT.plusSeconds(1));
    Optional<AotCache> cache = AotCache.besides(jar, "sidecar");

    assertThat(SidecarJvm.cache(List.of("-Xmx64m"), cache)).isNotEmpty();
    assertThat(SidecarJvm.cache(List.of("-Xshare:off"), cache)).isEmpty();
    assertThat(SidecarJvm.cache(List.of("-XX:AOTCacheOutput=other.aot"), cache)).isEmpty();
  }

  @Test
  void aJvmSaysNothingOfACacheThatItCannotUse() throws Exception {
    written("sidecar.aot", BUILT.plusSeconds(1));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SidecarJvm.flags());
    command.addAll(flags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.heddle.proxy.Main", "proxy", "--version"));

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).doesNotContain("aot").doesNotContain("cds");
    assertThat(process.waitFor()).isZero();
  }

  private List<String> flags() {
    return AotCache.besides(jar, "sidecar").orElseThrow().flags();
  }

  private Path written(String name, Instant modified) throws IOException {
    Path written = Files.writeString(directory.resolve(name), "not what a JVM wrote");
    return Files.setLastModifiedTime(written, FileTime.from(modified));
  }
}
