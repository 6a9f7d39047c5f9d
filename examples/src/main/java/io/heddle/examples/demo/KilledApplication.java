package io.heddle.examples.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Adds a replica to the catalog and kills its application under its sidecar. */
final class KilledApplication {
  private static final Duration SERVING = Duration.ofSeconds(2);
  private static final Duration REFUSING = Duration.ofSeconds(3);

  private final Mesh mesh;
  private final VersionLog versions;
  private final Progress progress;
  private final Clocks clocks;

  KilledApplication(Mesh mesh, VersionLog versions, Progress progress, Clocks clocks) {
    this.mesh = mesh;
    this.versions = versions;
    this.progress = progress;
    this.clocks = clocks;
  }

  /** When the application was dead. */
  Instant run() throws IOException, InterruptedException {
    ReplicaSpec spec = new ReplicaSpec("catalog", 4, 1_000, PartPlan.SECOND_VERSION);
    versions.started(spec.name(), spec.version());
    SplitReplica replica = mesh.startSplit(spec);
    awaitReady(replica);
    versions.ready(spec.name());
    clocks.pause().pause(SERVING);
    replica.killApplication();
    Instant killed = clocks.clock().instant();
    versions.exited(spec.name());
    progress.event(spec.name() + ": application killed, its sidecar stays, its port refuses");
    clocks.pause().pause(REFUSING);
    return killed;
  }

  private void awaitReady(SplitReplica replica) throws IOException, InterruptedException {
    long start = clocks.ticker().getAsLong();
    while (!replica.isReady()) {
      if (clocks.ticker().getAsLong() - start > DeployerTimes.DEFAULT.start().toNanos()) {
        throw new IOException(replica.name() + ": " + replica.state() + " (expected: ready)");
      }
      clocks.pause().pause(DeployerTimes.DEFAULT.poll());
    }
  }
}
