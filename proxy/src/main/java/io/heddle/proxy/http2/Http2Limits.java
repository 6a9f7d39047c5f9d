package io.heddle.proxy.http2;

import io.heddle.proxy.http.head.HeadLimits;
import java.time.Duration;

/**
 * Limits of an HTTP/2 connection.
 *
 * @param maxHeadBytes of a decoded field list (RFC 9113 section 6.5.2)
 * @param streamWindow how much of a stream's body may be on the way
 */
public record Http2Limits(
    int maxHeadBytes,
    int maxFields,
    int streams,
    int streamWindow,
    int connectionWindow,
    Times times) {
  private static final int STREAMS = 100;
  private static final int STREAM_WINDOW = 64 * 1024;
  private static final int SIDECAR_STREAM_WINDOW = 256 * 1024;
  private static final int CONNECTION_WINDOW = 1024 * 1024;

  /**
   * How long a peer may take; zero is no limit.
   *
   * @param head from the first byte of a request's head to its last
   * @param idle without a stream
   * @param streamIdle of a stream, without a byte in either direction
   */
  public record Times(Duration head, Duration idle, Duration streamIdle) {
    static final Times UNLIMITED = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** Between two sidecars. */
  public static Http2Limits ofSidecars(HeadLimits heads, Times times) {
    return new Http2Limits(
        heads.maxBytes(),
        heads.maxFields(),
        STREAMS,
        SIDECAR_STREAM_WINDOW,
        CONNECTION_WINDOW,
        times);
  }

  /** Of connections to upstreams, which their pools end. */
  public static Http2Limits ofUpstreams(HeadLimits heads) {
    return ofApplications(heads, Times.UNLIMITED);
  }

  /** Towards applications, which are not ours. */
  public static Http2Limits ofApplications(HeadLimits heads, Times times) {
    return new Http2Limits(
        heads.maxBytes(), heads.maxFields(), STREAMS, STREAM_WINDOW, CONNECTION_WINDOW, times);
  }
}
