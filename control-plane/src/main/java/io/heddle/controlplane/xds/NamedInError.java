package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds which of a response's resources a refusal is about, in one pass over its text: an Envoy may
 * name thousands, and all streams wait meanwhile.
 */
final class NamedInError {
  private static final String NOT_FOUND = "";

  private final String text;
  private final String[] names;

  private NamedInError(String text, Collection<String> names) {
    this.text = text;
    this.names = names.stream().filter(it -> !it.isEmpty()).sorted().toArray(String[]::new);
  }

  /** Those that the text names; all when it names none. */
  static Set<String> of(String error, Collection<String> names) {
    Set<String> found = new NamedInError(error, names).find();
    return found.isEmpty() ? new LinkedHashSet<>(names) : found;
  }

  private Set<String> find() {
    Set<String> found = new LinkedHashSet<>();
    int at = 0;
    while (at < text.length()) {
      String name = isBoundary(at - 1) ? longestAt(at) : NOT_FOUND;
      if (!name.isEmpty()) {
        found.add(name);
      }
      // Past the whole name: "a.shop:80" does not name "shop".
      at += Math.max(1, name.length());
    }
    return found;
  }

  /** The longest name that stands there by itself: "a.shop:80" does not name "a.shop". */
  private String longestAt(int at) {
    int index = lastUpTo(at, text.length());
    while (index >= 0) {
      String name = names[index];
      int shared = shared(name, at, text.length());
      if (shared < name.length()) {
        index = lastUpTo(at, at + shared);
      } else if (isBoundary(at + shared)) {
        return name;
      } else {
        index--;
      }
    }
    return NOT_FOUND;
  }

  /** The last name in order that does not come after this part of the text; -1 when all do. */
  private int lastUpTo(int from, int to) {
    int low = 0;
    int high = names.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isAfter(names[middle], from, to)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - 1;
  }

  private boolean isAfter(String name, int from, int to) {
    int shared = shared(name, from, to);
    return shared < name.length()
        && (from + shared == to || name.charAt(shared) > text.charAt(from + shared));
  }

  /** How many characters the name has in common with the beginning of this part of the text. */
  private int shared(String name, int from, int to) {
    int most = Math.min(name.length(), to - from);
    int shared = 0;
    while (shared < most && name.charAt(shared) == text.charAt(from + shared)) {
      shared++;
    }
    return shared;
  }

  private boolean isBoundary(int index) {
    if (index < 0 || index >= text.length()) {
      return true;
    }
    char neighbour = text.charAt(index);
    return !Character.isLetterOrDigit(neighbour) && "-_|/".indexOf(neighbour) < 0;
  }
}
