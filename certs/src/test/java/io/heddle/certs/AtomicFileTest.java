package io.heddle.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
  @TempDir Path directory;

  @Test
  void aPrivateFileIsItsOwnersOnlyAlsoWhereAnotherWas() throws IOException {
    Path file = directory.resolve("key");
    AtomicFile.write(file, "old");
    assertThat(permissions(file)).isEqualTo("rw-r--r--");

    AtomicFile.writePrivate(file, "new");

    assertThat(file).hasContent("new");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(names()).containsExactly("key");
  }

  @Test
  void aFailedWriteLeavesWhatWasAndNothingElse() throws IOException {
    Path file = directory.resolve("taken");
    Files.createDirectories(file.resolve("child"));

    assertThatThrownBy(() -> AtomicFile.write(file, "new")).isInstanceOf(IOException.class);

    assertThat(names()).containsExactly("taken");
    assertThat(file.resolve("child")).exists();
  }

  @Test
  void aNameThatIsTakenCostsNoWrite() throws IOException {
    Path file = Files.writeString(directory.resolve("use-1"), "first");
    FileTime untouched = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
    Files.setLastModifiedTime(directory, untouched);

    assertThat(AtomicFile.createPrivate(file, "second")).isFalse();

    assertThat(file).hasContent("first");
    assertThat(Files.getLastModifiedTime(directory)).isEqualTo(untouched);
  }

  @Test
  void ofManyWhoCreateAFileOneSucceedsAndItsTextStays() throws IOException {
    Path file = directory.resolve("use-1");

    var winners =
        IntStream.range(0, 32)
            .parallel()
            .filter(i -> {
              try {
                return AtomicFile.createPrivate(file, "by " + i);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
            .toArray();

    assertThat(winners).hasSize(1);
    assertThat(file).hasContent("by " + winners[0]);
    assertThat(names()).containsExactly("use-1");
  }

  private java.util.List<String> names() throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
