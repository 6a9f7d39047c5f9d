package io.heddle.controlplane.identity;

import io.heddle.controlplane.xds.MeshThread;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The threads, clocks and chance that identities use.
 *
 * @param mesh runs tasks on the mesh thread, in order
 * @param timer runs tasks later, on the mesh thread
 * @param issuing one thread for what blocks: the disk, and signing
 * @param nanoTime for durations; never goes back
 */
public record IdentityEnvironment(
    Executor mesh,
    MeshThread.Timer timer,
    Executor issuing,
    InstantSource clock,
    LongSupplier nanoTime,
    SecureRandom random) {}
