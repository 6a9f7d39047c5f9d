package io.heddle.proxy.config;

import java.util.List;

/** Edits of a head, applied in the order remove, set, add. */
public record HeaderEdits(List<String> remove, List<Header> set, List<Header> add) {
  public static final HeaderEdits NONE = new HeaderEdits(List.of(), List.of(), List.of());

  public HeaderEdits {
    remove = List.copyOf(remove);
    set = List.copyOf(set);
    add = List.copyOf(add);
  }

  public boolean isEmpty() {
    return remove.isEmpty() && set.isEmpty() && add.isEmpty();
  }

  /** A header field. */
  public record Header(String name, String value) {}
}
