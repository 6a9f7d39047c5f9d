package io.heddle.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Knows under which fields an Any can be, so that the others need not be searched; confined to its
 * user's thread.
 */
final class AnyFinder {
  private final Map<Descriptor, Boolean> known = new HashMap<>();

  boolean mayHoldAny(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && known.computeIfAbsent(field.getMessageType(), AnyFinder::reachesAny);
  }

  boolean holdsAny(Message message) {
    return message instanceof Any
        || message.getAllFields().entrySet().stream()
            .filter(field -> mayHoldAny(field.getKey()))
            .flatMap(field ->
                field.getValue() instanceof List<?> list
                    ? list.stream()
                    : Stream.of(field.getValue()))
            .anyMatch(value -> holdsAny((Message) value));
  }

  private static boolean reachesAny(Descriptor start) {
    Set<Descriptor> seen = new HashSet<>(Set.of(start));
    Deque<Descriptor> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Descriptor descriptor = open.remove();
      if (descriptor.equals(Any.getDescriptor())) {
        return true;
      }
      for (FieldDescriptor field : descriptor.getFields()) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            && seen.add(field.getMessageType())) {
          open.add(field.getMessageType());
        }
      }
    }
    return false;
  }
}
