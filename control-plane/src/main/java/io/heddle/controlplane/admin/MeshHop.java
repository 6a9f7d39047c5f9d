package io.heddle.controlplane.admin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks the mesh thread from another one, which waits. */
public final class MeshHop {
  private final Executor mesh;
  private final Duration timeout;

  public MeshHop(Executor mesh, Duration timeout) {
    this.mesh = mesh;
    this.timeout = timeout;
  }

  public <T> T ask(Supplier<T> question) throws UnansweredException {
    try {
      return CompletableFuture.supplyAsync(question, mesh)
          .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new UnansweredException("mesh thread: no answer within " + timeout.toMillis() + " ms");
    } catch (RejectedExecutionException e) {
      throw new UnansweredException("mesh thread: stopped");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnansweredException("mesh thread: interrupted while waiting");
    } catch (ExecutionException e) {
      throw new IllegalStateException("mesh thread: " + e.getCause(), e.getCause());
    }
  }
}
