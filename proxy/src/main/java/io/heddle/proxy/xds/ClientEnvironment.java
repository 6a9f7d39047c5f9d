package io.heddle.proxy.xds;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What the client takes from the machine.
 *
 * @param transport its loop is the client's only thread; files are written and names looked up on
 *     it
 * @param clock for dates
 * @param nanoTime for durations
 * @param random for keys and waits
 */
public record ClientEnvironment(
    NettyTransport transport, InstantSource clock, LongSupplier nanoTime, SecureRandom random) {}
