package io.heddle.controlplane.rollout;

import java.time.Instant;

/** A date to show and a ticker's reading to count from, taken together. */
record Moment(Instant instant, long nanos) {}
