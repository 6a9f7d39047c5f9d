package io.heddle.perf.load;

import java.time.Instant;

/**
 * A request that was not answered rightly.
 *
 * @param intended when the request was due
 * @param at when it failed
 */
public record Failure(
    String id, Method method, Instant intended, Instant at, String reason, String target) {}
