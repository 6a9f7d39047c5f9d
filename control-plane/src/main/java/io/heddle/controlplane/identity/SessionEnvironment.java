package io.heddle.controlplane.identity;

import java.util.concurrent.Executor;

/**
 * What every session works with.
 *
 * @param mesh runs tasks on the mesh thread, in order
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
    BlockingWork work) {}
