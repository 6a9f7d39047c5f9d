package io.heddle.perf.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcFilesTest {
  @TempDir Path root;

  @Test
  void theFirstNumberOfEachThreadIsItsTime() throws IOException {
    write("42/task/42/schedstat", "1717429 29187732 949\n");
    write("42/task/57/schedstat", "8 0 1\n");

    assertThat(new ProcFiles(root).threadNanos(42)).isEqualTo(Map.of(42, 1_717_429L, 57, 8L));
  }

  @Test
  void aThreadThatEndsWhileOneLooksIsLeftOut() throws IOException {
    write("42/task/42/schedstat", "1717429 29187732 949\n");
    Files.createDirectories(root.resolve("42/task/57"));

    assertThat(new ProcFiles(root).threadNanos(42)).containsOnlyKeys(42);
  }

  @Test
  void aProcessThatEndedHasNoThreads() throws IOException {
    assertThat(new ProcFiles(root).threadNanos(42)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2", "-1 2 3", "a 2 3", "1 2 3 4"})
  void whatIsNoSchedstatIsRefused(String text) {
    assertThatThrownBy(() -> Schedstat.runNanos(text))
        .hasMessageStartingWith("schedstat: " + text + " (expected: ");
  }

  @Test
  void memoryIsReadFromTheRollup() throws IOException {
    write(
        "42/smaps_rollup",
        """
        557527559000-7ffd76ba7000 ---p 00000000 00:00 0                          [rollup]
        Rss:                1620 kB
        Pss:                 226 kB
        Pss_Dirty:           116 kB
        """);

    assertThat(new ProcFiles(root).memory(42)).isEqualTo(new Memory(1_620, 226));
  }

  @Test
  void aRollupWithoutTheLineIsRefused() {
    assertThatThrownBy(() -> Memory.parse("Rss: 12 kB\n"))
        .hasMessage("smaps_rollup: no Pss (expected: a line Pss: NUMBER kB)");
  }

  @Test
  void theLoadIsTheFirstAverage() throws IOException {
    write("loadavg", "2.08 2.60 2.36 1/576 11240\n");

    assertThat(new ProcFiles(root).load()).isEqualTo(2.08);
  }

  @Test
  void theKernelShowsThisProcess() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/schedstat")), "not a Linux with schedstat");
    ProcFiles files = new ProcFiles(Path.of("/proc"));
    long self = ProcessHandle.current().pid();

    assertThat(files.threadNanos(self).values().stream().mapToLong(Long::longValue).sum())
        .isPositive();
    assertThat(files.memory(self).rssKib()).isGreaterThanOrEqualTo(files.memory(self).pssKib());
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
