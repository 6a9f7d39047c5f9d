package io.heddle.proxy.http1;

import io.heddle.proxy.http.head.HeadLimits;
import java.time.Duration;

/**
 * Limits of an accepted HTTP/1 connection; a zero duration is no limit.
 *
 * @param firstHead from accept to the end of the first head
 * @param head from a head's first byte to its last
 * @param idle between exchanges
 * @param streamIdle without a byte in either direction during an exchange
 */
public record ServerSettings(
    HeadLimits limits, Duration firstHead, Duration head, Duration idle, Duration streamIdle) {
  /** Without a byte in either direction once the connection has changed its protocol. */
  static final Duration TUNNEL_IDLE = Duration.ofHours(1);

  /** How long a connection that is being closed waits for the client's end. */
  static final Duration LINGER = Duration.ofSeconds(2);

  /** How long a mesh client has to close a connection whose end was announced. */
  static final Duration ANNOUNCED = Duration.ofSeconds(5);

  /** How much of a request is read for nothing after its response, to keep the connection. */
  static final int MAX_DISCARDED_BYTES = 64 * 1024;
}
