package io.heddle.controlplane.xds.conformance;

/** How much is done to the server: small for every change, full as the list says. */
enum Size {
  SMALL,
  FULL;

  /** From {@code -Dheddle.size=small|full}. */
  static Size current() {
    String written = System.getProperty("heddle.size", "small");
    return switch (written) {
      case "small" -> SMALL;
      case "full" -> FULL;
      default ->
          throw new IllegalArgumentException(
              "heddle.size: " + written + " (expected: small, full)");
    };
  }

  int choose(int small, int full) {
    return switch (this) {
      case SMALL -> small;
      case FULL -> full;
    };
  }
}
