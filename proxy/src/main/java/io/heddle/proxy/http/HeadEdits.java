package io.heddle.proxy.http;

import io.heddle.proxy.config.HeaderEdits;
import java.util.ArrayList;
import java.util.List;

/** Changes to a head, kept as a short list and applied when the head is written. */
public final class HeadEdits {
  private final List<String> removed = new ArrayList<>(2);
  private final List<HeaderEdits.Header> added = new ArrayList<>(4);

  public void remove(String name) {
    added.removeIf(header -> header.name().equalsIgnoreCase(name));
    removed.add(name);
  }

  public void set(String name, String value) {
    remove(name);
    add(name, value);
  }

  public void add(String name, String value) {
    added.add(new HeaderEdits.Header(name, value));
  }

  /** A route's edits, in their order: remove, set, add. */
  public void apply(HeaderEdits edits) {
    for (String name : edits.remove()) {
      remove(name);
    }
    for (HeaderEdits.Header header : edits.set()) {
      set(header.name(), header.value());
    }
    for (HeaderEdits.Header header : edits.add()) {
      add(header.name(), header.value());
    }
  }

  /** Forgets every edit. */
  public void clear() {
    removed.clear();
    added.clear();
  }

  /** As if they had been applied before all the others. */
  public void applyFirst(HeaderEdits edits) {
    if (edits.isEmpty()) {
      return;
    }
    HeadEdits first = new HeadEdits();
    first.apply(edits);
    first.added.removeIf(header -> removes(header.name()));
    added.addAll(0, first.added);
    removed.addAll(first.removed);
  }

  /** The same edits as a route says them. */
  public HeaderEdits toHeaderEdits() {
    List<HeaderEdits.Header> set = new ArrayList<>(added);
    set.removeIf(header -> !removes(header.name()));
    List<HeaderEdits.Header> onlyAdded = new ArrayList<>(added);
    onlyAdded.removeIf(header -> removes(header.name()));
    List<String> onlyRemoved = new ArrayList<>(removed);
    onlyRemoved.removeIf(
        name -> set.stream().anyMatch(header -> header.name().equalsIgnoreCase(name)));
    return new HeaderEdits(onlyRemoved.stream().distinct().toList(), set, onlyAdded);
  }

  boolean removes(CharSequence name) {
    for (int i = 0; i < removed.size(); i++) {
      if (HeaderRules.sameName(removed.get(i), name)) {
        return true;
      }
    }
    return false;
  }

  void forEachAdded(HeadView.FieldVisitor visitor) {
    for (int i = 0; i < added.size(); i++) {
      visitor.field(added.get(i).name(), added.get(i).value());
    }
  }
}
