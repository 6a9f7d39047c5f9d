package io.heddle.examples.e2e;

import java.util.Locale;

/** How large a suite runs: small for every change, full as its promise is worded. */
public enum Size {
  SMALL,
  FULL;

  /** From {@code -Dheddle.size=small|full}. */
  public static Size current() {
    String written = System.getProperty("heddle.size", "small");
    return switch (written) {
      case "small" -> SMALL;
      case "full" -> FULL;
      default ->
          throw new IllegalArgumentException(
              "heddle.size: " + written + " (expected: small, full)");
    };
  }

  /** Requests per second. */
  int rate() {
    return choose(150, 500);
  }

  public int choose(int small, int full) {
    return switch (this) {
      case SMALL -> small;
      case FULL -> full;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
