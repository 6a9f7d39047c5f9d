package io.heddle.controlplane.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Guesses which of the known words a misspelt one was meant to be. */
public final class DidYouMean {
  private DidYouMean() {}

  /** The nearest of {@code known}, if it is near: at most a third of the letters differ. */
  public static Optional<String> among(Collection<String> known, String written) {
    record Candidate(String word, int distance) {}
    int limit = Math.max(1, written.length() / 3);
    @Nullable Candidate nearest =
        known.stream()
            .map(word -> new Candidate(word, distance(word, written)))
            .filter(candidate -> candidate.distance() <= limit)
            .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
            .orElse(null);
    return Optional.ofNullable(nearest).map(Candidate::word);
  }

  /** Letters added, dropped, changed or swapped with their neighbour; case counts for nothing. */
  static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
        }
      }
      beforePrevious = previous;
      previous = current;
    }
    return previous[b.length()];
  }
}
