package io.heddle.examples.e2e;

import io.heddle.examples.demo.Commands;
import io.heddle.examples.demo.Launch;
import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.Mesh;
import io.heddle.examples.demo.MeshFiles;
import io.heddle.examples.demo.MixPart;
import io.heddle.examples.demo.MixResult;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.PartResult;
import io.heddle.examples.demo.PartRun;
import io.heddle.examples.demo.ProcessGroup;
import io.heddle.examples.demo.Progress;
import io.heddle.examples.demo.Sample;
import io.heddle.examples.demo.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A mesh for a test, of the processes that the demo is made of; none outlives the test.
 *
 * <p>Files and logs stay in {@code target/e2e}, a directory a test, until the next clean build.
 */
public final class EndToEnd
    implements BeforeEachCallback, AfterEachCallback, Progress, AutoCloseable {
  private final ProcessGroup processes = new ProcessGroup();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private Path directory = Path.of("target", "e2e").toAbsolutePath();

  /** Something that the fixtures did, and when. */
  record Event(Instant at, String text) {}

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    open(
        context.getRequiredTestClass().getSimpleName()
            + "-"
            + context.getRequiredTestMethod().getName());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  /** Begins, where it is no test's but that of all tests of a class. */
  public void open(String name) throws IOException {
    Files.createDirectories(directory);
    directory = Files.createTempDirectory(directory, name + "-");
  }

  @Override
  public void close() {
    processes.close();
  }

  /** Runs a part of the demo to its end. */
  PartResult run(PartPlan plan) throws IOException, InterruptedException {
    return new PartRun(plan, Commands.find(), processes, files(), this).run();
  }

  /** Runs the part with the mixed load to its end. */
  MixResult runMix(PartPlan plan) throws IOException, InterruptedException {
    return new MixPart(plan, Commands.find(), processes, files(), this).run();
  }

  /** Starts the shop, for a test that does to it what it likes. */
  Shop start(PartPlan plan) throws IOException, InterruptedException {
    return Shop.start(plan, Commands.find(), processes, files(), this);
  }

  /** Starts a program of Heddle's own; the line by which it is ready begins with {@code ready}. */
  public ManagedProcess launch(String name, List<String> command, String ready) throws IOException {
    return processes.start(new Launch(name, command, files().log(name), ready));
  }

  /** Starts what an operator types after {@code heddle}. */
  public ManagedProcess heddle(String name, String... arguments) throws IOException {
    return launch(name, Commands.find().heddle(arguments), "");
  }

  /** Starts a control plane that no service uses yet. */
  public Mesh startMesh(PartPlan plan) throws IOException, InterruptedException {
    return Mesh.start(Commands.find(), processes, files(), plan);
  }

  /** When the fixtures first said so. */
  Instant when(String text) {
    return events.stream()
        .filter(event -> event.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError(text + ": never said, but: " + events))
        .at();
  }

  public MeshFiles files() {
    return new MeshFiles(directory);
  }

  @Override
  public void event(String text) {
    events.add(new Event(InstantSource.system().instant(), text));
    System.out.println("  " + text);
  }

  @Override
  public void sample(Sample sample) {
    // A test shows what it found at its end.
  }
}
