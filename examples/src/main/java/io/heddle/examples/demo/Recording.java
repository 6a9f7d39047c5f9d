package io.heddle.examples.demo;

import io.heddle.perf.load.EchoCheck;
import io.heddle.perf.load.LoadLimits;
import io.heddle.perf.load.LoadPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A small mesh under a short load, in which every program records what makes its next starts quick.
 */
final class Recording {
  /** Those of every demo. */
  private static final Set<Program> ALL = EnumSet.complementOf(EnumSet.of(Program.MARKET));

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LOAD = Duration.ofSeconds(4);
  private static final int REQUESTS_PER_SECOND = 300;
  private static final double POST_SHARE = 0.2;
  private static final long SEED = 1;
  private static final LoadLimits LIMITS =
      new LoadLimits(Duration.ofSeconds(5), Duration.ofSeconds(2), 1_024, 1_000);

  private final ProcessGroup processes;
  private final MeshFiles files;
  private final Clocks clocks = Clocks.SYSTEM;

  Recording(ProcessGroup processes, MeshFiles files) {
    this.processes = processes;
    this.files = files;
  }

  void run() throws IOException, InterruptedException {
    Commands commands = Commands.find(RecordedStarts.made(ALL));
    PartPlan plan = PartPlan.undisturbed("recording", 1, REQUESTS_PER_SECOND, SEED);
    Mesh mesh = Mesh.start(commands, processes, files, plan);
    // A sidecar of its own, which nobody kills while it writes; and the whole of `heddle run`.
    Replica web = mesh.startSplit(new ReplicaSpec("web", 1, 1, PartPlan.FIRST_VERSION));
    Replica catalog = mesh.start(new ReplicaSpec("catalog", 2, 1, PartPlan.FIRST_VERSION));
    awaitReady(web);
    awaitReady(catalog);
    load(mesh);
    web.terminate();
    catalog.terminate();
    awaitExit(web);
    awaitExit(catalog);
    mesh.controlPlane().stop(BOUND);
  }

  private void awaitReady(Replica replica) throws IOException, InterruptedException {
    long start = clocks.ticker().getAsLong();
    while (!replica.isReady()) {
      if (clocks.ticker().getAsLong() - start > BOUND.toNanos()) {
        throw new IOException(replica.name() + ": not ready after " + BOUND);
      }
      clocks.pause().pause(POLL);
    }
  }

  private void load(Mesh mesh) throws IOException, InterruptedException {
    LoadPlan plan =
        new LoadPlan(
            mesh.webs(),
            "/orders",
            REQUESTS_PER_SECOND,
            LOAD,
            Duration.ofSeconds(1),
            POST_SHARE,
            "recording",
            SEED,
            EchoCheck.ECHO,
            LIMITS);
    try (LoadRun load = LoadRun.start(plan, clocks)) {
      clocks.pause().pause(LOAD);
      load.finish();
    }
  }

  private static void awaitExit(Replica replica) throws IOException, InterruptedException {
    if (!replica.awaitExit(BOUND)) {
      throw new IOException(replica.name() + ": runs " + BOUND + " after SIGTERM");
    }
  }
}
