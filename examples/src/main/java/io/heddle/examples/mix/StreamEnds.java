package io.heddle.examples.mix;

import io.grpc.Status;
import java.util.List;

/** Tells streams that the peer ended in order from those that broke. */
final class StreamEnds {
  /** How grpc-java words an UNAVAILABLE of its own making, when a connection or stream was cut. */
  private static final List<String> OWN_WORDS =
      List.of("RST_STREAM", "Network closed", "Connection closed", "io exception", "Stream closed");

  private StreamEnds() {}

  /** True if the peer itself said, in trailers, that it is unavailable. */
  static boolean inOrder(Throwable fault) {
    Status status = Status.fromThrowable(fault);
    String description = String.valueOf(status.getDescription());
    return status.getCode() == Status.Code.UNAVAILABLE
        && status.getCause() == null
        && OWN_WORDS.stream().noneMatch(description::contains);
  }
}
