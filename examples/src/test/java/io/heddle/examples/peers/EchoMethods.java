package io.heddle.examples.peers;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.heddle.examples.e2e.grpc.Bytes;

/** The methods of {@code echo_server.py}, and the metadata that it knows. */
final class EchoMethods {
  static final MethodDescriptor<byte[], byte[]> ONCE = method("Once", MethodType.UNARY);
  static final MethodDescriptor<byte[], byte[]> COLLECT =
      method("Collect", MethodType.CLIENT_STREAMING);
  static final MethodDescriptor<byte[], byte[]> SPREAD =
      method("Spread", MethodType.SERVER_STREAMING);
  static final MethodDescriptor<byte[], byte[]> TALK = method("Talk", MethodType.BIDI_STREAMING);
  static final MethodDescriptor<byte[], byte[]> FAIL = method("Fail", MethodType.UNARY);
  static final MethodDescriptor<byte[], byte[]> HANG = method("Hang", MethodType.UNARY);
  static final MethodDescriptor<byte[], byte[]> HUNG = method("Hung", MethodType.UNARY);
  static final MethodDescriptor<byte[], byte[]> REMAINING = method("Remaining", MethodType.UNARY);

  static final Metadata.Key<String> SENT = text("x-sent");
  static final Metadata.Key<String> SEEN = text("x-seen");
  static final Metadata.Key<String> TRAILING = text("x-trailing");
  static final Metadata.Key<byte[]> TRAILING_BYTES =
      Metadata.Key.of("x-trailing-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private EchoMethods() {}

  static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName("peers.Echo/" + name)
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  private static Metadata.Key<String> text(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
