package io.heddle.examples.demo;

import java.io.IOException;
import java.time.Duration;

/** One running copy of an application, as the deployer handles it. */
public interface Replica {
  /** Unique in the run, such as {@code catalog-1-v2-7}. */
  String name();

  String version();

  /** True once the deployer may go on. */
  boolean isReady() throws IOException;

  /** Where it is in its life, for people. */
  String state();

  /** Asks it to stop. */
  void terminate();

  void kill();

  boolean awaitExit(Duration bound) throws InterruptedException;
}
