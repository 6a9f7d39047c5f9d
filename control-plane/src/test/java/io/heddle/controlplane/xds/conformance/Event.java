package io.heddle.controlplane.xds.conformance;

import io.grpc.Status;

/** What comes on a stream, in the order in which it comes. */
sealed interface Event permits Answer, Event.Ended {
  /** The stream is over. */
  record Ended(Status status) implements Event {}
}
