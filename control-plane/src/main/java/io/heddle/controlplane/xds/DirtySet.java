package io.heddle.controlplane.xds;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The names of one type that a stream has yet to be told about. It holds names, not contents: what
 * is sent is what is true when it is sent, so a slow client costs no more than its subscriptions.
 */
final class DirtySet {
  static final long NEVER = Long.MAX_VALUE;

  private final Map<String, DirtyMark> names = new LinkedHashMap<>();
  private long emptyAnswerDue = NEVER;
  private long oldest = NEVER;
  private boolean oldestIsStale;

  /** The resource has changed in {@code generation}; {@code previous} is what it was until then. */
  void changed(String name, long generation, Optional<EncodedResource> previous) {
    DirtyMark dirt = names.get(name);
    put(
        name,
        dirt == null
            ? new DirtyMark(generation, generation, DirtyMark.Cause.CHANGE, previous)
            : dirt.changedAgain(generation, previous));
  }

  /** The client waits for an answer about the name. */
  void asked(String name, long pendingAt, long generation) {
    DirtyMark dirt = names.get(name);
    long since = dirt == null ? pendingAt : Math.min(pendingAt, dirt.oldest());
    put(name, new DirtyMark(since, generation, DirtyMark.Cause.QUESTION, Optional.empty()));
  }

  /** The client waits for an answer, and there is nothing to put into it. */
  void owesEmptyAnswer(long pendingAt) {
    emptyAnswerDue = Math.min(emptyAnswerDue, pendingAt);
    oldest = Math.min(oldest, pendingAt);
  }

  boolean isEmptyAnswerDue() {
    return emptyAnswerDue != NEVER;
  }

  /** Since when an answer without content is due; {@link #NEVER} when none is. */
  long emptyAnswerDue() {
    return emptyAnswerDue;
  }

  boolean isEmpty() {
    return names.isEmpty() && !isEmptyAnswerDue();
  }

  /** The first generation that is not told in full; {@link #NEVER} when all are. */
  long oldest() {
    if (oldestIsStale) {
      oldest = emptyAnswerDue;
      names.values().forEach(dirt -> oldest = Math.min(oldest, dirt.oldest()));
      oldestIsStale = false;
    }
    return oldest;
  }

  int size() {
    return names.size();
  }

  Optional<DirtyMark> find(String name) {
    return Optional.ofNullable(names.get(name));
  }

  Map<String, DirtyMark> entries() {
    return Collections.unmodifiableMap(names);
  }

  void remove(String name) {
    oldestIsStale |= names.remove(name) != null;
  }

  void removeIf(Predicate<String> condition) {
    oldestIsStale |= names.keySet().removeIf(condition);
  }

  void answered() {
    oldestIsStale |= isEmptyAnswerDue();
    emptyAnswerDue = NEVER;
  }

  private void put(String name, DirtyMark dirt) {
    names.put(name, dirt);
    oldest = Math.min(oldest, dirt.oldest());
  }
}
