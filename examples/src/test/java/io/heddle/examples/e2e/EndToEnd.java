package io.heddle.examples.e2e;

import io.heddle.examples.demo.Commands;
import io.heddle.examples.demo.MeshFiles;
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
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A mesh for a test, of the processes that the demo is made of; none outlives the test.
 *
 * <p>Files and logs stay in {@code target/e2e}, a directory a test, until the next clean build.
 */
final class EndToEnd implements BeforeEachCallback, AfterEachCallback, Progress {
  private final ProcessGroup processes = new ProcessGroup();
  private Path directory = Path.of("target", "e2e").toAbsolutePath();

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    String test =
        context.getRequiredTestClass().getSimpleName()
            + "-"
            + context.getRequiredTestMethod().getName();
    Files.createDirectories(directory);
    directory = Files.createTempDirectory(directory, test + "-");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    processes.close();
  }

  /** Runs a part of the demo to its end. */
  PartResult run(PartPlan plan) throws IOException, InterruptedException {
    return new PartRun(plan, Commands.find(), processes, files(), this).run();
  }

  /** Starts the shop, for a test that does to it what it likes. */
  Shop start(PartPlan plan) throws IOException, InterruptedException {
    return Shop.start(plan, Commands.find(), processes, files(), this);
  }

  MeshFiles files() {
    return new MeshFiles(directory);
  }

  @Override
  public void event(String text) {
    System.out.println("  " + text);
  }

  @Override
  public void sample(Sample sample) {
    // A test shows what it found at its end.
  }
}
