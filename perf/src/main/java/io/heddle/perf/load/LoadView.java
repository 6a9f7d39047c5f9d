package io.heddle.perf.load;

/** A running load at a glance; the percentiles are of the time since the glance before. */
public record LoadView(long sent, long answered, long failed, double p50Millis, double p99Millis) {}
