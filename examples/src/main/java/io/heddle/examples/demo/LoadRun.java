package io.heddle.examples.demo;

import io.heddle.perf.load.LoadCounts;
import io.heddle.perf.load.LoadGenerator;
import io.heddle.perf.load.LoadPlan;
import io.heddle.perf.load.LoadReport;
import io.heddle.perf.load.LoadView;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A load that runs on a thread of its own until it is told to stop. */
public final class LoadRun implements AutoCloseable {
  private final LoadGenerator generator;
  private final FutureTask<LoadReport> task;

  private LoadRun(LoadGenerator generator) {
    this.generator = generator;
    this.task = new FutureTask<>(generator::run);
  }

  static LoadRun start(LoadPlan plan, Clocks clocks) throws IOException {
    LoadRun run = new LoadRun(new LoadGenerator(plan, clocks.clock(), clocks.ticker()));
    Thread.ofPlatform().daemon().name("load").start(run.task);
    return run;
  }

  public LoadView view() {
    return generator.view();
  }

  /** What has happened so far. */
  public LoadCounts counts() {
    return generator.counts();
  }

  /** Sends no more, waits for what is in flight, and reports. */
  public LoadReport finish() throws IOException, InterruptedException {
    generator.stop();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException("load: " + e.getCause(), e);
    }
  }

  @Override
  public void close() throws IOException {
    generator.stop();
    task.cancel(true);
    generator.close();
  }
}
