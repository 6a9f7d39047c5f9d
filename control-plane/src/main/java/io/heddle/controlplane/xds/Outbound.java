package io.heddle.controlplane.xds;

import io.grpc.Status;

/** The way to a client. */
interface Outbound {
  /** Whether more may be sent without piling up here. */
  boolean isReady();

  void send(StreamResponse response);

  /** Ends the stream, which hears of it by its own {@code closed}. */
  void close(Status status);
}
