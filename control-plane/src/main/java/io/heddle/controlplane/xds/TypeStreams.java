package io.heddle.controlplane.xds;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The types that one stream has asked for. */
final class TypeStreams {
  private final Map<String, TypeStream> types = new HashMap<>();
  private final Function<String, TypeStream> factory;

  TypeStreams(Function<String, TypeStream> factory) {
    this.factory = factory;
  }

  TypeStream of(String typeUrl) {
    return types.computeIfAbsent(typeUrl, factory);
  }

  Optional<TypeStream> find(String typeUrl) {
    return Optional.ofNullable(types.get(typeUrl));
  }

  List<TypeStream> inPushOrder() {
    return TypeUrls.PUSH_ORDER.stream().flatMap(typeUrl -> find(typeUrl).stream()).toList();
  }

  long oldestPending() {
    long oldest = DirtySet.NEVER;
    for (TypeStream type : types.values()) {
      oldest = Math.min(oldest, type.oldestPending());
    }
    return oldest;
  }

  int names() {
    int names = 0;
    for (TypeStream type : types.values()) {
      names += type.subscriptions().names().size();
    }
    return names;
  }

  int nameChars() {
    int chars = 0;
    for (TypeStream type : types.values()) {
      chars += type.subscriptions().nameChars();
    }
    return chars;
  }

  void close() {
    types.values().forEach(TypeStream::close);
  }
}
