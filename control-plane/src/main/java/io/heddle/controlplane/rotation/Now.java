package io.heddle.controlplane.rotation;

import java.time.Instant;

/**
 * The time as it is handed in.
 *
 * @param instant for what certificates say
 * @param nanos for durations; never goes back
 */
public record Now(Instant instant, long nanos) {}
