package io.heddle.controlplane.xds;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * Reads requests, and what is none too: gRPC would end the call by itself, as our failure, and not
 * tell the stream, which would be counted as connected for ever.
 *
 * @param unreadable what the sender of bytes that are no request is told
 */
public record RequestMarshaller<Q>(Marshaller<Q> requests, String unreadable)
    implements Marshaller<Received<Q>> {

  /** The method, with requests that are read so. */
  public static <Q, P> MethodDescriptor<Received<Q>, P> readingAll(
      MethodDescriptor<Q, P> method, String unreadable) {
    return method.toBuilder(
            new RequestMarshaller<>(method.getRequestMarshaller(), unreadable),
            method.getResponseMarshaller())
        .build();
  }

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

  private Status reason(Status found) {
    return found.getCode() == Status.Code.INTERNAL
        ? Status.INVALID_ARGUMENT.withDescription(unreadable)
        : found;
  }
}
