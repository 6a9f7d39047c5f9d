package io.heddle.controlplane.xds;

import io.grpc.Status;

/** What came on a call. */
public sealed interface Received<Q> {
  record Request<Q>(Q message) implements Received<Q> {}

  /** Bytes that are no request, and the status that their sender deserves. */
  record Unreadable<Q>(Status reason) implements Received<Q> {}
}
