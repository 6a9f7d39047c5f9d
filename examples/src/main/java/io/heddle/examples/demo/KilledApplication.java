package io.heddle.examples.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Adds a replica to the catalog and kills its application under its sidecar, again and again. */
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

  /** When there was no application behind the sidecar. */
  List<Outage> run(int kills) throws IOException, InterruptedException {
    ReplicaSpec spec = new ReplicaSpec("catalog", 4, 1_000, PartPlan.SECOND_VERSION);
    List<Outage> outages = new ArrayList<>();
    SplitReplica replica = mesh.startSplit(spec);
    while (true) {
      versions.started(spec.name(), spec.version());
      awaitReady(replica);
      versions.ready(spec.name());
      clocks.pause().pause(SERVING);
      outages.add(kill(replica));
      if (outages.size() == kills) {
        return outages;
      }
      replica.startApplication();
    }
  }

  private Outage kill(SplitReplica replica) throws IOException, InterruptedException {
    replica.killApplication();
    Instant killed = clocks.clock().instant();
    versions.exited(replica.name());
    progress.event(replica.name() + ": application killed, its sidecar stays, its port refuses");
    clocks.pause().pause(REFUSING);
    return new Outage(killed, clocks.clock().instant());
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
