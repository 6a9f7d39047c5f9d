package io.heddle.examples.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Rolls a service from version to version the way a Deployment does: one replica more, none less.
 *
 * <p>One thread deploys; {@link #replicas} is for any.
 */
public final class Deployer {
  private final String service;
  private final ReplicaFactory factory;
  private final DeployerTimes times;
  private final LongSupplier ticker;
  private final Pause pause;
  private final VersionLog versions;
  private final Progress progress;
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();
  private final List<Replica> slots = new CopyOnWriteArrayList<>();
  private int serial;

  Deployer(
      String service,
      ReplicaFactory factory,
      DeployerTimes times,
      Clocks clocks,
      VersionLog versions,
      Progress progress) {
    this.service = service;
    this.factory = factory;
    this.times = times;
    this.ticker = clocks.ticker();
    this.pause = clocks.pause();
    this.versions = versions;
    this.progress = progress;
  }

  /** Starts the first replicas; {@link #awaitAllReady} waits for them. */
  public void create(int count, String version) throws IOException, InterruptedException {
    for (int slot = 1; slot <= count; slot++) {
      slots.add(start(slot, version));
    }
  }

  public void awaitAllReady() throws IOException, InterruptedException {
    for (Replica replica : slots) {
      if (!awaitReady(replica, times.start())) {
        throw new IOException(
            "%s: %s after %s (expected: ready)"
                .formatted(replica.name(), replica.state(), times.start()));
      }
    }
  }

  /** Replaces replica after replica; if a new one does not become ready, undoes it all. */
  public RolloutOutcome roll(String version) throws IOException, InterruptedException {
    String before = slots.getFirst().version();
    progress.event("%s: rollout %s -> %s".formatted(service, before, version));
    for (int slot = 1; slot <= slots.size(); slot++) {
      if (!replace(slot, version)) {
        progress.event("%s: %s does not become ready, rolling back".formatted(service, version));
        undo(slot, before);
        return RolloutOutcome.ROLLED_BACK;
      }
    }
    progress.event("%s: rollout to %s completed".formatted(service, version));
    return RolloutOutcome.COMPLETED;
  }

  /** Adds a replica and waits until it is ready. */
  public Replica add(String version) throws IOException, InterruptedException {
    Replica replica = start(slots.size() + 1, version);
    if (!awaitReady(replica, times.start())) {
      stop(replica);
      throw new IOException(replica.name() + ": " + replica.state() + " (expected: ready)");
    }
    slots.add(replica);
    return replica;
  }

  /** Stops the replica that was added last, for good. */
  public void removeLast() throws IOException, InterruptedException {
    stop(slots.removeLast());
  }

  /** All that run, the surplus one of a rollout too. */
  public List<Replica> replicas() {
    return List.copyOf(replicas);
  }

  private void undo(int failedSlot, String before) throws IOException, InterruptedException {
    for (int slot = 1; slot < failedSlot; slot++) {
      if (!replace(slot, before)) {
        throw new IOException("%s: %s is not ready again".formatted(service, before));
      }
    }
  }

  private boolean replace(int slot, String version) throws IOException, InterruptedException {
    Replica next = start(slot, version);
    if (!awaitReady(next, times.progress())) {
      stop(next);
      return false;
    }
    Replica old = slots.set(slot - 1, next);
    stop(old);
    return true;
  }

  private Replica start(int slot, String version) throws IOException, InterruptedException {
    ReplicaSpec spec = new ReplicaSpec(service, slot, ++serial, version);
    versions.started(spec.name(), version);
    Replica replica = factory.start(spec);
    replicas.add(replica);
    return replica;
  }

  private boolean awaitReady(Replica replica, Duration bound)
      throws IOException, InterruptedException {
    long start = ticker.getAsLong();
    while (!replica.isReady()) {
      if (ticker.getAsLong() - start >= bound.toNanos()) {
        return false;
      }
      pause.pause(times.poll());
    }
    versions.ready(replica.name());
    progress.event(replica.name() + " ready");
    return true;
  }

  private void stop(Replica replica) throws IOException, InterruptedException {
    replica.terminate();
    if (!replica.awaitExit(times.exit())) {
      replica.kill();
      throw new IOException(
          "%s: runs %s after SIGTERM (expected: exited)".formatted(replica.name(), times.exit()));
    }
    versions.exited(replica.name());
    replicas.remove(replica);
    progress.event(replica.name() + " stopped");
  }
}
