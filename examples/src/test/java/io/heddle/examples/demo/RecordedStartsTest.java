package io.heddle.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedStartsTest {
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    jar = written("heddle-control-plane.jar", BUILT);
  }

  @Test
  void aCacheThatIsNewerThanTheJarIsUsed() throws IOException {
    Path cache = written("control-plane.aot", BUILT.plusSeconds(1));

    assertThat(used(jar)).contains("-XX:AOTCache=" + cache);
  }

  @Test
  void oneThatIsMissingOrOlderIsNot() throws IOException {
    assertThat(used(jar)).isEmpty();

    written("control-plane.aot", BUILT.minusSeconds(1));

    assertThat(used(jar)).isEmpty();
  }

  @Test
  void aFolderOfClassesHasNone() throws IOException {
    written("control-plane.aot", BUILT.plusSeconds(1));

    assertThat(used(Files.createDirectory(directory.resolve("classes")))).isEmpty();
  }

  @Test
  void onlyTheFirstProcessOfAProgramRecords() throws IOException {
    RecordedStarts made = RecordedStarts.made(EnumSet.of(Program.CONTROL_PLANE));

    assertThat(made.flags(Program.CONTROL_PLANE, jar))
        .containsExactly("-XX:AOTCacheOutput=" + directory.resolve("control-plane.aot"));
    assertThat(made.flags(Program.CONTROL_PLANE, jar)).isEmpty();
    assertThat(made.flags(Program.SHOP, jar)).isEmpty();
  }

  private static List<String> used(Path jar) throws IOException {
    return RecordedStarts.used().flags(Program.CONTROL_PLANE, jar);
  }

  private Path written(String name, Instant modified) throws IOException {
    Path written = Files.writeString(directory.resolve(name), "");
    return Files.setLastModifiedTime(written, FileTime.from(modified));
  }
}
