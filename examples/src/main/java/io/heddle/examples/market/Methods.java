package io.heddle.examples.market;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The market's gRPC methods: their messages are words separated by blanks. */
public final class Methods {
  public static final String SERVICE = "heddle.examples.Market";

  /** {@code ID} is answered by {@code ID VERSION}. */
  public static final MethodDescriptor<String, String> ORDER =
      method("Order", MethodDescriptor.MethodType.UNARY);

  /** {@code ID COUNT INTERVAL_MILLIS} is answered by that many of {@code NUMBER EPOCH_MICROS}. */
  public static final MethodDescriptor<String, String> WATCH =
      method("Watch", MethodDescriptor.MethodType.SERVER_STREAMING);

  /** Each {@code ID NUMBER} comes back. */
  public static final MethodDescriptor<String, String> TALK =
      method("Talk", MethodDescriptor.MethodType.BIDI_STREAMING);

  private Methods() {}

  private static MethodDescriptor<String, String> method(
      String name, MethodDescriptor.MethodType type) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(new Text())
        .setResponseMarshaller(new Text())
        .build();
  }

  /** Messages as text. */
  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("message", e);
      }
    }
  }
}
