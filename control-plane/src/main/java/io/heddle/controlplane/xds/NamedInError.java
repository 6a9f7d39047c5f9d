package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds which of a response's resources a refusal is about. */
final class NamedInError {
  private NamedInError() {}

  /** Those that the text names; all when it names none. */
  static Set<String> of(String error, Collection<String> names) {
    // Longest first, and each one found is blotted out: "a.shop:80" does not name "a.shop".
    List<String> longestFirst =
        names.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    StringBuilder text = new StringBuilder(error);
    Set<String> found = new LinkedHashSet<>();
    for (String name : longestFirst) {
      if (!name.isEmpty() && blotOut(name, text)) {
        found.add(name);
      }
    }
    return found.isEmpty() ? new LinkedHashSet<>(names) : found;
  }

  private static boolean blotOut(String name, StringBuilder text) {
    boolean found = false;
    int from = text.indexOf(name);
    while (from >= 0) {
      int end = from + name.length();
      if (isBoundary(text, from - 1) && isBoundary(text, end)) {
        text.replace(from, end, " ".repeat(name.length()));
        found = true;
      }
      from = text.indexOf(name, end);
    }
    return found;
  }

  private static boolean isBoundary(CharSequence text, int index) {
    if (index < 0 || index >= text.length()) {
      return true;
    }
    char neighbour = text.charAt(index);
    return !Character.isLetterOrDigit(neighbour) && "-_|/".indexOf(neighbour) < 0;
  }
}
