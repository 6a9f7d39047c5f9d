package io.heddle.proxy.xds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code filter_metadata["heddle.io"]}, a {@code google.protobuf.Struct}. */
final class HeddleMetadata {
  private HeddleMetadata() {}

  /** The struct in an {@code envoy.config.core.v3.Metadata}. */
  static Optional<ProtoMessage> of(Optional<ProtoMessage> metadata) throws DecodeException {
    return metadata.isEmpty()
        ? Optional.empty()
        : metadata.get().entry(1, "filter_metadata", "heddle.io");
  }

  /** A field that is a string; empty when it is absent. */
  static String text(ProtoMessage struct, String name) throws DecodeException {
    Optional<ProtoMessage> value = struct.entry(1, "fields", name);
    if (value.isEmpty()) {
      return "";
    }
    if (!value.get().has(3)) {
      throw struct.rejected(name, "not a string", "a string");
    }
    return value.get().text(3);
  }

  /** A field that is a list of strings; empty when it is absent. */
  static List<String> texts(ProtoMessage struct, String name) throws DecodeException {
    Optional<ProtoMessage> value = struct.entry(1, "fields", name);
    if (value.isEmpty()) {
      return List.of();
    }
    Optional<ProtoMessage> list = value.get().message(6, "");
    if (list.isEmpty()) {
      throw struct.rejected(name, "not a list", "a list of strings");
    }
    List<String> texts = new ArrayList<>();
    for (ProtoMessage item : list.get().messages(1, "")) {
      if (!item.has(3)) {
        throw struct.rejected(name, "an item that is not a string", "a list of strings");
      }
      texts.add(item.text(3));
    }
    return texts;
  }
}
