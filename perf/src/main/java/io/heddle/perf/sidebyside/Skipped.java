package io.heddle.perf.sidebyside;

/** A contender that does not take part, and why. */
record Skipped(String name, String reason) {}
