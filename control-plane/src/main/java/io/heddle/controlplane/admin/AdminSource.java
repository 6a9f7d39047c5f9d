package io.heddle.controlplane.admin;

import io.heddle.controlplane.identity.AuthorityStatus;
import io.heddle.controlplane.rollout.Convergence;
import io.heddle.controlplane.rollout.InstanceView;
import io.heddle.controlplane.rollout.ReportCards;
import java.util.List;
import java.util.Optional;

/** What the admin server shows. All but {@link #sync} is asked on the mesh thread. */
public interface AdminSource {
  /** Why nobody is served yet; empty when the control plane is ready. */
  Optional<String> unready();

  List<InstanceView> instances();

  List<ProxyStatus> proxies();

  Convergence convergence();

  ReportCards reportCards();

  List<ReportedProblem> problems();

  AuthorityStatus authority();

  List<ResourceDump> configDump();

  /**
   * Reads the user's files now; returns when what changed is in force here. Not on the mesh thread.
   */
  void sync() throws UnansweredException;
}
