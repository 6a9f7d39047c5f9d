package io.heddle.controlplane;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread for what waits for the disk; what it was given before it is closed is still done. */
final class BlockingThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BlockingThread.class);
  private static final long CLOSES_WITHIN_MILLIS = 2_000;

  private final ExecutorService thread;

  BlockingThread(String name) {
    this.thread =
        Executors.newSingleThreadExecutor(task -> Thread.ofPlatform().name(name).unstarted(task));
  }

  void execute(Runnable task) {
    try {
      thread.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      log.debug("stopped: {} is not run", task);
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(CLOSES_WITHIN_MILLIS, TimeUnit.MILLISECONDS)) {
      thread.shutdownNow();
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("task that waits for the disk failed", e);
    }
  }
}
