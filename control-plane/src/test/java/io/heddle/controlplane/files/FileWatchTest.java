package io.heddle.controlplane.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.model.ObjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FileWatchTest {
  private static final String SERVICE =
      "{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {ports: [{port: 80}]}}\n";

  @TempDir private Path directory;
  private final BlockingQueue<Runnable> mesh = new LinkedBlockingQueue<>();
  private final BlockingQueue<ObjectSet> delivered = new LinkedBlockingQueue<>();
  private FileWatch watch;

  @BeforeEach
  void startsFromAnEmptyDirectory() throws IOException {
    FileSource source = new FileSource(directory);
    watch = source.watch(source.reload(), mesh::add, delivered::add);
  }

  @AfterEach
  void stops() throws IOException {
    watch.close();
  }

  @Test
  void deliversAChangeOnTheExecutor() throws Exception {
    write("a.yaml", SERVICE.formatted("shop"));

    Runnable task = mesh.poll(20, TimeUnit.SECONDS);
    assertThat(delivered).isEmpty();
    assertThat(task).isNotNull();
    task.run();

    assertThat(names(delivered.remove())).containsExactly("Service/shop");
  }

  @Test
  void deliversEveryLaterChangeToo() throws Exception {
    write("a.yaml", SERVICE.formatted("shop"));
    assertThat(names(next())).containsExactly("Service/shop");
    write("b.yaml", SERVICE.formatted("catalog"));
    assertThat(names(next())).containsExactly("Service/catalog", "Service/shop");
    Files.delete(directory.resolve("a.yaml"));

    assertThat(names(next())).containsExactly("Service/catalog");
  }

  @Test
  void saysNothingWhenNothingThatMattersHasChanged() throws Exception {
    write("a.yaml", SERVICE.formatted("shop"));
    assertThat(names(next())).containsExactly("Service/shop");
    write("notes.txt", "not ours");
    write("b.yaml", SERVICE.formatted("catalog"));

    assertThat(names(next())).hasSize(2);
    assertThat(mesh).isEmpty();
  }

  private ObjectSet next() throws InterruptedException {
    Runnable task = mesh.poll(20, TimeUnit.SECONDS);
    assertThat(task).isNotNull();
    task.run();
    return delivered.remove();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private static List<String> names(ObjectSet objects) {
    return objects.entries().keySet().stream().map(ObjectName::toString).toList();
  }
}
