package io.heddle.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {
  @TempDir private Path directory;

  @Test
  void aLineSaysWhoExecutedWhatWhen() throws Exception {
    Path file = directory.resolve("catalog.ledger");
    Ledger ledger = new Ledger(file, 77, "v2", () -> Instant.ofEpochMilli(1234));

    ledger.executed("b-1", "POST");
    ledger.executed("b-2", "GET");

    assertThat(file).content().isEqualTo("b-1 77 v2 POST 1234\nb-2 77 v2 GET 1234\n");
  }

  @Test
  void aLedgerThatIsThereIsContinued() throws Exception {
    Path file = directory.resolve("catalog.ledger");
    new Ledger(file, 1, "v1", () -> Instant.EPOCH).executed("a", "GET");

    new Ledger(file, 2, "v1", () -> Instant.EPOCH).executed("b", "GET");

    assertThat(file).content().isEqualTo("a 1 v1 GET 0\nb 2 v1 GET 0\n");
  }

  @Test
  void linesOfManyThreadsAreWhole() throws Exception {
    Path file = directory.resolve("catalog.ledger");
    Ledger ledger = new Ledger(file, 1, "v1", () -> Instant.EPOCH);
    Thread[] threads =
        IntStream.range(0, 8)
            .mapToObj(thread -> Thread.startVirtualThread(() -> write(ledger, thread)))
            .toArray(Thread[]::new);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(Files.readAllLines(file))
        .hasSize(8 * 200)
        .allMatch(line -> line.matches("[0-7]-[0-9]+ 1 v1 GET 0"))
        .doesNotHaveDuplicates();
  }

  private static void write(Ledger ledger, int thread) {
    for (int i = 0; i < 200; i++) {
      int count = i;
      assertThatCode(() -> ledger.executed(thread + "-" + count, "GET")).doesNotThrowAnyException();
    }
  }
}
