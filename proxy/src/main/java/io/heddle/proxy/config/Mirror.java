package io.heddle.proxy.config;

/**
 * A cluster that gets copies of a route's requests.
 *
 * @param numerator so many of {@code denominator} requests are copied
 * @param marksHost whether the copy's host is marked with {@code -shadow}
 */
public record Mirror(String cluster, long numerator, int denominator, boolean marksHost) {
  public Mirror {
    if (numerator < 0 || denominator < 1) {
      throw new IllegalArgumentException(
          "fraction: " + numerator + "/" + denominator + " (expected: >= 0 of >= 1)");
    }
  }
}
