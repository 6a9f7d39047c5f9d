package io.heddle.controlplane.admin;

import io.heddle.controlplane.identity.AuthorityStatus;
import io.heddle.controlplane.rotation.RotationPhase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How far a rotation of the root is, as gauges. */
final class RotationGauges {
  /** Of more the number is enough. */
  private static final int MAX_NAMED = 100;

  private final Map<RotationPhase, AtomicLong> phases = new EnumMap<>(RotationPhase.class);
  private final AtomicLong sinceSeconds = new AtomicLong();
  private final AtomicLong laggards = new AtomicLong();
  private final MultiGauge named;

  RotationGauges(MeterRegistry registry) {
    for (RotationPhase phase : RotationPhase.values()) {
      AtomicLong inForce = new AtomicLong();
      phases.put(phase, inForce);
      Gauge.builder("heddle.ca.rotation.phase", inForce::get)
          .description("1 for the phase in which the rotation of the root is")
          .tag("phase", phase.name())
          .register(registry);
    }
    Gauge.builder("heddle.ca.rotation.since", sinceSeconds::get)
        .description("When the phase began, in seconds since the epoch; 0 when there is none")
        .baseUnit("timestamp_seconds")
        .register(registry);
    Gauge.builder("heddle.ca.rotation.laggards", laggards::get)
        .description("Instances that the phase has waited for longer than a minute")
        .register(registry);
    named =
        MultiGauge.builder("heddle.ca.rotation.laggard")
            .description("1 for an instance that is waited for; at most " + MAX_NAMED)
            .register(registry);
  }

  void update(AuthorityStatus status) {
    phases.forEach((phase, gauge) -> gauge.set(phase == status.phase() ? 1 : 0));
    sinceSeconds.set(status.since().map(Instant::getEpochSecond).orElse(0L));
    laggards.set(status.laggards().size());
    named.register(
        status.laggards().stream()
            .limit(MAX_NAMED)
            .map(laggard -> MultiGauge.Row.of(Tags.of("uid", laggard.uid()), 1))
            .toList(),
        true);
  }
}
