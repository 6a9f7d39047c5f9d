package io.heddle.examples.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each version of a service could have served: from the start of a replica that came to serve
 * until its exit.
 *
 * <p>A version none of whose replicas ever became ready must not have executed anything.
 */
public final class VersionLog {
  private final InstantSource clock;
  private final Map<String, Span> open = new HashMap<>();
  private final List<Span> served = new ArrayList<>();

  public VersionLog(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void started(String replica, String version) {
    open.put(replica, new Span(version, clock.instant(), Instant.MAX));
  }

  synchronized void ready(String replica) {
    Span span = open.get(replica);
    if (span == null) {
      throw new IllegalStateException(replica + ": ready (expected: started before)");
    }
    if (!served.contains(span)) {
      served.add(span);
    }
  }

  synchronized void exited(String replica) {
    Span span = open.remove(replica);
    if (span != null && served.remove(span)) {
      served.add(new Span(span.version(), span.from(), clock.instant()));
    }
  }

  /** True if a replica of the version was there and serving at that time. */
  public synchronized boolean served(String version, Instant at) {
    return served.stream().anyMatch(span -> span.covers(version, at));
  }

  private record Span(String version, Instant from, Instant to) {
    boolean covers(String asked, Instant at) {
      // The ledger counts whole milliseconds, rounded down.
      return version.equals(asked) && !at.isBefore(from.minusMillis(1)) && !at.isAfter(to);
    }
  }
}
