package io.heddle.controlplane.admin;

import java.time.Instant;

/**
 * The control plane's process.
 *
 * @param now what its clock shows
 * @param files the directory of the user's objects
 * @param state the directory of what outlives it
 * @param listen where workloads connect
 */
public record ProcessStatus(
    String version,
    long pid,
    Instant startedAt,
    Instant now,
    String files,
    String state,
    String listen,
    OpenFiles openFiles) {
  /** Descriptors in use, and how many may be; 0 where the system does not say. */
  public record OpenFiles(long count, long limit) {}
}
