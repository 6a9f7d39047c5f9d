package io.heddle.perf.sidebyside;

/**
 * A pair under one load.
 *
 * @param clientMicros CPU time of the client's sidecar for each answered request
 * @param serverMicros the same of the server's
 */
record Phase(Traffic traffic, double clientMicros, double serverMicros) {
  static Phase of(Traffic traffic, long clientNanos, long serverNanos) {
    double answered = traffic.answered();
    return new Phase(traffic, clientNanos / 1e3 / answered, serverNanos / 1e3 / answered);
  }

  /** CPU time of one sidecar for each request: the mean of both. */
  double microsPerSidecar() {
    return (clientMicros + serverMicros) / 2;
  }
}
