package io.heddle.proxy.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server's sidecar says of its instance on a response.
 *
 * @param inFlight requests at the instance
 * @param serviceMillis smoothed time that the application takes
 * @param draining whether the instance wants no more requests
 */
public record LoadStamp(int inFlight, int serviceMillis, boolean draining) {
  private static final String DRAINING = ",draining";
  private static final int MAX_DIGITS = 9;

  /** Empty when there is none or it is not one. */
  public static Optional<LoadStamp> parse(@Nullable String value) {
    if (value == null) {
      return Optional.empty();
    }
    boolean draining = value.endsWith(DRAINING);
    String numbers = draining ? value.substring(0, value.length() - DRAINING.length()) : value;
    int comma = numbers.indexOf(',');
    if (comma < 0
        || !isNumber(numbers, 0, comma)
        || !isNumber(numbers, comma + 1, numbers.length())) {
      return Optional.empty();
    }
    return Optional.of(
        new LoadStamp(
            Integer.parseInt(numbers, 0, comma, 10),
            Integer.parseInt(numbers, comma + 1, numbers.length(), 10),
            draining));
  }

  private static boolean isNumber(String text, int from, int to) {
    if (from >= to || to - from > MAX_DIGITS) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  public String format() {
    return inFlight + "," + serviceMillis + (draining ? DRAINING : "");
  }
}
