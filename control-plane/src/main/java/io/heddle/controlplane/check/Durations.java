package io.heddle.controlplane.check;

import java.time.Duration;

/** Durations as people say them. */
final class Durations {
  private Durations() {}

  /** {@code 12 s}, {@code 5 min}, {@code 7 h}, {@code 3 d}. */
  static String shown(Duration duration) {
    if (duration.toMinutes() < 2) {
      return duration.toSeconds() + " s";
    }
    if (duration.toHours() < 2) {
      return duration.toMinutes() + " min";
    }
    return duration.toDays() < 2 ? duration.toHours() + " h" : duration.toDays() + " d";
  }
}
