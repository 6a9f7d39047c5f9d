package io.heddle.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.model.InstanceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstanceBookTest {
  @TempDir private Path state = Path.of("");

  private final List<Runnable> writes = new ArrayList<>();

  @Test
  void whatWasPublishedIsThereAfterARestart() {
    InstanceBook book = new InstanceBook(state.resolve("instances"), Runnable::run);
    EngineHarness harness = new EngineHarness(RolloutSettings.DEFAULT, book);
    FakeSession session = harness.serving("catalog-1", "catalog");
    harness.join("catalog-2", "catalog");

    List<BookEntry> entries = new InstanceBook(state.resolve("instances"), Runnable::run).load();

    assertThat(entries)
        .containsExactlyInAnyOrder(
            new BookEntry(session.registration(), session.claims(), InstanceState.SERVING),
            new BookEntry(
                FakeSession.registration("catalog-2", "catalog", "v1"),
                session.claims(),
                InstanceState.PENDING));
  }

  @Test
  void whoHasLeftIsNotThere() {
    InstanceBook book = new InstanceBook(state, Runnable::run);
    EngineHarness harness = new EngineHarness(RolloutSettings.DEFAULT, book);
    FakeSession session = harness.serving("catalog-1", "catalog");
    harness.engine.stopping(session);
    harness.engine.quiet(session);

    assertThat(state).isEmptyDirectory();
    assertThat(book.load()).isEmpty();
  }

  @Test
  void onlyTheNewestStateIsWritten() {
    InstanceBook book = new InstanceBook(state, writes::add);
    EngineHarness harness = new EngineHarness(RolloutSettings.DEFAULT, book);
    harness.serving("catalog-1", "catalog");
    assertThat(writes).hasSize(1);

    writes.forEach(Runnable::run);

    assertThat(book.load())
        .singleElement()
        .satisfies(entry -> assertThat(entry.state()).isEqualTo(InstanceState.SERVING));
  }

  @Test
  void aDirectoryThatCannotBeWrittenStopsNothing() throws IOException {
    Path blocked = Files.writeString(state.resolve("instances"), "a file");
    InstanceBook book = new InstanceBook(blocked, Runnable::run);
    EngineHarness harness = new EngineHarness(RolloutSettings.DEFAULT, book);

    harness.serving("catalog-1", "catalog");

    assertThat(harness.state("catalog-1")).isEqualTo(InstanceState.SERVING);
    assertThat(book.problem()).contains("write ").contains("catalog-1.json");
  }

  @Test
  void aProblemIsOverOnceAWriteSucceeds() throws IOException {
    Path blocked = Files.writeString(state.resolve("instances"), "a file");
    InstanceBook book = new InstanceBook(blocked, Runnable::run);
    EngineHarness harness = new EngineHarness(RolloutSettings.DEFAULT, book);
    harness.serving("catalog-1", "catalog");
    Files.delete(blocked);

    harness.serving("catalog-2", "catalog");

    assertThat(book.problem()).isEmpty();
  }

  @Test
  void aFileThatIsNoEntryIsReportedAndLeftOut() throws IOException {
    InstanceBook book = new InstanceBook(state, Runnable::run);
    new EngineHarness(RolloutSettings.DEFAULT, book).serving("catalog-1", "catalog");
    Files.writeString(state.resolve("catalog-2.json"), "{\"uid\":\"catalog-2\"");
    Files.writeString(state.resolve("catalog-3.json"), "{\"uid\":\"catalog-3\"}");

    assertThat(book.load()).hasSize(1);
    assertThat(book.problem()).contains("read ");
  }
}
