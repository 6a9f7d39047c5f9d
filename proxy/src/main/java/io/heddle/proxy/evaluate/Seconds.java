package io.heddle.proxy.evaluate;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as protobuf writes them in JSON: {@code 1.5s}. */
final class Seconds {
  private Seconds() {}

  static String text(Duration duration) {
    BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
    return seconds.toPlainString() + "s";
  }
}
