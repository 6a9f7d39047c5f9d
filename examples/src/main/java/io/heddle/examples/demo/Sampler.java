package io.heddle.examples.demo;

import io.heddle.perf.load.LoadView;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at a running part twice a second and shows what it sees; a thread of its own. */
public final class Sampler implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final String part;
  private final Supplier<LoadView> load;
  private final StateSource states;
  private final List<Deployer> deployers;
  private final Progress progress;
  private final Clocks clocks;
  private final Thread thread;
  private boolean statesKnown = true;

  /** Brings the states of the replicas up to date. */
  interface StateSource {
    void refresh() throws IOException;
  }

  Sampler(
      String part,
      Supplier<LoadView> load,
      StateSource states,
      List<Deployer> deployers,
      Progress progress,
      Clocks clocks) {
    this.part = part;
    this.load = load;
    this.states = states;
    this.deployers = List.copyOf(deployers);
    this.progress = progress;
    this.clocks = clocks;
    this.thread = Thread.ofPlatform().daemon().name("sampler").unstarted(this::run);
  }

  Sampler start() {
    thread.start();
    return this;
  }

  private void run() {
    long before = clocks.ticker().getAsLong();
    long sentBefore = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        clocks.pause().pause(INTERVAL);
        refresh();
        LoadView view = load.get();
        long now = clocks.ticker().getAsLong();
        progress.sample(sample(view, (view.sent() - sentBefore) * 1e9 / (now - before)));
        before = now;
        sentBefore = view.sent();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void refresh() {
    try {
      states.refresh();
      statesKnown = true;
    } catch (IOException e) {
      if (statesKnown) {
        progress.event("states: " + e.getMessage());
      }
      statesKnown = false;
    }
  }

  private Sample sample(LoadView view, double rate) {
    Stream<Replica> replicas = deployers.stream().flatMap(d -> d.replicas().stream());
    return new Sample(
        "part " + part,
        rate,
        view.p50Millis(),
        view.p99Millis(),
        view.sent(),
        view.failed(),
        replicas.map(r -> new Sample.ReplicaState(r.name(), r.state())).toList());
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
