package io.heddle.proxy.config;

import java.time.Duration;

/** What is done with a connection's bytes. */
public sealed interface NetworkFilter {
  /**
   * HTTP requests, routed one by one.
   *
   * @param streamIdle no byte of a request or response in either direction; zero: no limit
   * @param requestHead from the first byte of a request's head to its last; zero: no limit
   * @param maxHeadBytes of a request head
   */
  record Http(RouteSource routes, Duration streamIdle, Duration requestHead, int maxHeadBytes)
      implements NetworkFilter {}

  /** Opaque bytes to one cluster. */
  record Tcp(String cluster, Duration idle) implements NetworkFilter {}
}
