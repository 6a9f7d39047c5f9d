package io.heddle.proxy.telemetry;

import io.micrometer.core.instrument.MeterRegistry;

/** The meters of one {@link TrafficKey}. */
interface Meters {
  /** Takes them out of the registry. */
  void removeFrom(MeterRegistry registry);

  /** How many time series they are. */
  int series();
}
