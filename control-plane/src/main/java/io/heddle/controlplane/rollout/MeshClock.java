package io.heddle.controlplane.rollout;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Time as the mesh thread knows it.
 *
 * @param dates for what people read
 * @param ticker nanoseconds for durations; never goes back
 */
public record MeshClock(InstantSource dates, LongSupplier ticker, Timers timers) {
  Moment now() {
    return new Moment(dates.instant(), ticker.getAsLong());
  }
}
