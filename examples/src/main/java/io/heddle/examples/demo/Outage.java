package io.heddle.examples.demo;

import java.time.Instant;

/** From the death of an application to the end of the time in which its port surely refuses. */
record Outage(Instant from, Instant to) {
  boolean covers(Instant at) {
    return at.isAfter(from) && at.isBefore(to);
  }
}
