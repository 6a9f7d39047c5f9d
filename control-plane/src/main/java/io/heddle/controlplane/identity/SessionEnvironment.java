package io.heddle.controlplane.identity;

import io.heddle.controlplane.xds.MeshThread;
import java.util.concurrent.Executor;

/**
 * What every session works with.
 *
 * @param mesh runs tasks on the mesh thread, in order
 * @param timer runs tasks there later
 */
record SessionEnvironment(
    IdentityConfig config,
    Issuer issuer,
    Registrations registrations,
    WorkloadSecrets secrets,
    CsrLimits limits,
    Sessions sessions,
    IdentityObserver observer,
    Executor mesh,
    MeshThread.Timer timer,
    BlockingWork work) {}
