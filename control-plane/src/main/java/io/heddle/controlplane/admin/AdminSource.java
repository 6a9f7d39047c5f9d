package io.heddle.controlplane.admin;

import io.heddle.controlplane.identity.AuthorityStatus;
import io.heddle.controlplane.rollout.Convergence;
import io.heddle.controlplane.rollout.InstanceView;
import io.heddle.controlplane.rollout.ReportCards;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.DumpedResource;
import java.util.List;
import java.util.Optional;

/** What the admin server shows. All but {@link #sync} is asked on the mesh thread. */
public interface AdminSource {
  /** Why nobody is served yet; empty when the control plane is ready. */
  Optional<String> unready();

  ProcessStatus process();

  List<ServiceStatus> services();

  List<InstanceView> instances();

  List<ProxyStatus> proxies();

  Convergence convergence();

  ReportCards reportCards();

  List<ReportedProblem> problems();

  AuthorityStatus authority();

  List<ResourceDump> configDump();

  /** Every resource in force for that kind of client. */
  List<DumpedResource> resources(ClientKind kind);

  /** The listener and everything that it leads to; empty without such a listener. */
  List<DumpedResource> resourcesFrom(String listener, ClientKind kind);

  /**
   * Reads the user's files now; returns when what changed is in force here. Not on the mesh thread.
   */
  void sync() throws UnansweredException;
}
