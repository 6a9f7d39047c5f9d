package io.heddle.perf.load;

/**
 * How requests waited for one of a fixed number of connections.
 *
 * @param requests that did not get one at once
 * @param p50Depth how many others waited when a request was due: half of all found no more
 * @param p99Depth the same of 99 %
 */
public record Waits(long requests, long p50Depth, long p99Depth, long maxDepth) {
  public static final Waits NONE = new Waits(0, 0, 0, 0);
}
