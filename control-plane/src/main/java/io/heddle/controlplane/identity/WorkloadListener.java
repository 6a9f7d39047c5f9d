package io.heddle.controlplane.identity;

import io.heddle.v1.Stats;

/**
 * Told what workloads say over their sessions. Called on the mesh thread only, in the order the
 * messages came; {@code joined} first, {@code left} last. A second session of the same instance
 * replaces the first: {@code left} of the old comes before {@code joined} of the new.
 */
public interface WorkloadListener {
  void joined(WorkloadSession session);

  void health(WorkloadSession session, boolean healthy, String cause);

  void stopping(WorkloadSession session);

  void quiet(WorkloadSession session);

  /** {@code cause} is empty when it was reached. */
  void reached(WorkloadSession session, String instanceUid, String cause);

  void stats(WorkloadSession session, Stats stats);

  void left(WorkloadSession session);
}
