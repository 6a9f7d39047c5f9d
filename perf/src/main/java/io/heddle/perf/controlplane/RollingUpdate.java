package io.heddle.perf.controlplane;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Replaces all instances of the rolled service, a tenth of them at a time. */
final class RollingUpdate {
  private static final int SHARE_AT_ONCE = 10;

  private final Contender contender;
  private final Waiting waiting;
  private final int count;
  private int generation;

  RollingUpdate(Contender contender, Waiting waiting, int count) {
    this.contender = contender;
    this.waiting = waiting;
    this.count = count;
  }

  /** Makes the processes ready that are to take over. */
  void prepare() throws Exception {
    contender.prepare(MeshObjects.rolled(generation + 1, count));
  }

  List<Change> run() throws Exception {
    List<Instance> old = MeshObjects.rolled(generation, count);
    List<Instance> fresh = MeshObjects.rolled(generation + 1, count);
    generation++;
    List<Callable<List<Change>>> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(new Replacement(contender, waiting, old.get(i), fresh.get(i)));
    }
    List<Change> changes = new ArrayList<>();
    try (ExecutorService lanes = Executors.newFixedThreadPool(Math.max(1, count / SHARE_AT_ONCE))) {
      for (Future<List<Change>> one : lanes.invokeAll(steps)) {
        changes.addAll(one.get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfTimeException outOfTime) {
        throw outOfTime;
      }
      throw new IllegalStateException("rollout: " + e.getCause(), e);
    }
    return changes;
  }

  /** Those that were replaced are no more. */
  void finish() {
    contender.retire(MeshObjects.rolled(generation - 1, count));
  }
}
