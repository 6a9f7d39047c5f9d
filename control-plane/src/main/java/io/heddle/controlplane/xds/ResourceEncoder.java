package io.heddle.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Serialises resources so that equal content has equal bytes, in every process: maps in the order
 * of their keys, inside nested Any too.
 */
final class ResourceEncoder {
  private final AnyFinder anyFinder = new AnyFinder();

  EncodedResource encode(ResourceKey key, Message message) {
    if (!KnownTypes.typeUrl(message).equals(key.typeUrl())) {
      throw new IllegalArgumentException(
          "content of "
              + key.name()
              + ": "
              + KnownTypes.typeUrl(message)
              + " (expected: "
              + key.typeUrl()
              + ")");
    }
    byte[] bytes = serialize(canonical(message));
    Any content =
        Any.newBuilder().setTypeUrl(key.typeUrl()).setValue(ByteString.copyFrom(bytes)).build();
    return EncodedResource.of(key.name(), ContentVersion.of(bytes), content);
  }

  /** The message with every Any in it serialised in the canonical way. */
  private Message canonical(Message message) {
    if (message instanceof Any any) {
      return canonicalAny(any);
    }
    if (!anyFinder.holdsAny(message)) {
      return message;
    }
    Message.Builder edited = message.toBuilder();
    message
        .getAllFields()
        .forEach((field, value) -> {
          if (anyFinder.mayHoldAny(field)) {
            edited.setField(field, canonicalField(value));
          }
        });
    return edited.build();
  }

  private Object canonicalField(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(item -> canonical((Message) item)).toList()
        : canonical((Message) value);
  }

  private Any canonicalAny(Any any) {
    return KnownTypes.unpack(any)
        .map(message ->
            any.toBuilder().setValue(ByteString.copyFrom(serialize(canonical(message)))).build())
        .orElse(any);
  }

  private static byte[] serialize(Message message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    output.useDeterministicSerialization();
    try {
      message.writeTo(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    output.checkNoSpaceLeft();
    return bytes;
  }
}
