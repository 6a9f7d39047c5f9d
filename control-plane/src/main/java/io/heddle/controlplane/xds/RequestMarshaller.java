package io.heddle.controlplane.xds;

import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * Reads requests, and what is none too: gRPC would end the call by itself, as our failure, and not
 * tell the stream, which would be counted as connected for ever.
 */
record RequestMarshaller<Q>(Marshaller<Q> requests) implements Marshaller<Received<Q>> {
  @Override
  public InputStream stream(Received<Q> received) {
    return switch (received) {
      case Received.Request<Q>(Q message) -> requests.stream(message);
      case Received.Unreadable<Q>(Status reason) -> throw reason.asRuntimeException();
    };
  }

  @Override
  public Received<Q> parse(InputStream bytes) {
    try {
      return new Received.Request<>(requests.parse(bytes));
    } catch (StatusRuntimeException e) {
      return new Received.Unreadable<>(reason(e.getStatus()));
    }
  }

  private static Status reason(Status found) {
    return found.getCode() == Status.Code.INTERNAL
        ? Status.INVALID_ARGUMENT.withDescription(
            "request: unreadable bytes (expected: a discovery request)")
        : found;
  }
}
