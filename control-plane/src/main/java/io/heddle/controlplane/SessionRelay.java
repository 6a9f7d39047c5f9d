package io.heddle.controlplane;

import io.heddle.controlplane.identity.WorkloadListener;
import io.heddle.controlplane.identity.WorkloadSession;
import io.heddle.v1.Stats;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what workloads say to a listener that is made later: identities are needed to serve
 * proxies, and the rollout engine needs to know how far proxies are.
 */
final class SessionRelay implements WorkloadListener {
  private @Nullable WorkloadListener listener;

  /** To be called once, before the first connection. */
  void to(WorkloadListener later) {
    listener = later;
  }

  @Override
  public void joined(WorkloadSession session) {
    listener().joined(session);
  }

  @Override
  public void health(WorkloadSession session, boolean healthy, String cause) {
    listener().health(session, healthy, cause);
  }

  @Override
  public void stopping(WorkloadSession session) {
    listener().stopping(session);
  }

  @Override
  public void quiet(WorkloadSession session) {
    listener().quiet(session);
  }

  @Override
  public void reached(WorkloadSession session, String instanceUid, String cause) {
    listener().reached(session, instanceUid, cause);
  }

  @Override
  public void stats(WorkloadSession session, Stats stats) {
    listener().stats(session, stats);
  }

  @Override
  public void left(WorkloadSession session) {
    listener().left(session);
  }

  private WorkloadListener listener() {
    return Objects.requireNonNull(listener, "listener: none (expected: before the first session)");
  }
}
