package io.heddle.examples.demo;

import java.io.IOException;

/** Starts replicas; the deployer knows no more of where they run. */
public interface ReplicaFactory {
  Replica start(ReplicaSpec spec) throws IOException, InterruptedException;
}
