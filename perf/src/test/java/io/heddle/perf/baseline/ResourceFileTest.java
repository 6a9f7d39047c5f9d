package io.heddle.perf.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResourceFileTest {
  @TempDir Path directory;

  @Test
  void whatIsWrittenIsReadInItsOrder() throws IOException {
    Path file = directory.resolve("resources");

    ResourceFile.write(file, Resources.all());

    assertThat(ResourceFile.read(file)).isEqualTo(Resources.all());
  }
}
