package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Started;

/**
 * Two sidecars between the load and the backend.
 *
 * @param port where the client's side takes requests
 */
record Pair(int port, Started client, Started server) {
  /** By the ticker, just before the first of both was executed. */
  long startNanos() {
    return Math.min(client.startNanos(), server.startNanos());
  }
}
