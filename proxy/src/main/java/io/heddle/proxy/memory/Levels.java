package io.heddle.proxy.memory;

/** Which level a sum of bytes means; left later than it was entered, so that it does not flap. */
record Levels(long bound) {
  Level next(Level now, long held) {
    if (held >= (now == Level.FULL ? part(7, 8) : bound)) {
      return Level.FULL;
    }
    return held >= (now == Level.AMPLE ? part(3, 4) : part(2, 3)) ? Level.TIGHT : Level.AMPLE;
  }

  private long part(long numerator, long denominator) {
    return bound / denominator * numerator + bound % denominator * numerator / denominator;
  }
}
