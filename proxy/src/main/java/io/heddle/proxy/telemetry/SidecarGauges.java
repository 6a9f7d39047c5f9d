package io.heddle.proxy.telemetry;

import io.heddle.certs.X509Svid;
import io.heddle.proxy.memory.MemoryBound;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sidecar's own state as metrics; set by any thread. */
public final class SidecarGauges {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Counter rejected;
  private volatile int connected;
  private volatile int applicationHealthy;
  private volatile @Nullable X509Svid svid;

  SidecarGauges(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    this.registry = registry;
    this.rejected =
        Counter.builder("heddle.xds.rejected")
            .description("Resources of the control plane that were not taken over")
            .register(registry);
    Gauge.builder("heddle.xds.connected", this, it -> it.connected).register(registry);
    Gauge.builder("heddle.application.healthy", this, it -> it.applicationHealthy)
        .register(registry);
    Gauge.builder("heddle.certificate.expiry.seconds", this, SidecarGauges::expirySeconds)
        .description("When this instance's certificate expires, in seconds since the epoch")
        .register(registry);
    Gauge.builder("heddle.certificate.age.seconds", this, SidecarGauges::ageSeconds)
        .register(registry);
  }

  /** What the data path holds for others. */
  public void memory(MemoryBound memory) {
    Gauge.builder("heddle.memory.held.bytes", memory, MemoryBound::heldBytes)
        .description("Bytes that were read and not yet taken by the other side")
        .register(registry);
    Gauge.builder("heddle.memory.bound.bytes", memory, MemoryBound::bytes)
        .description("So many held bytes make the sidecar refuse new requests")
        .register(registry);
  }

  public void connected() {
    connected = 1;
  }

  public void disconnected() {
    connected = 0;
  }

  public void rejected(int resources) {
    rejected.increment(resources);
  }

  /** This instance and the control plane did not come to trust each other. */
  public void credentialFailed(String reason) {
    Counter.builder("heddle.credential.failures")
        .description("Attempts to join or to stay that ended for want of trust")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  public void applicationHealthy() {
    applicationHealthy = 1;
  }

  public void applicationUnhealthy() {
    applicationHealthy = 0;
  }

  public void certificate(X509Svid inForce) {
    svid = inForce;
  }

  private double expirySeconds() {
    return seconds(it -> it.leaf().getNotAfter().toInstant());
  }

  private double ageSeconds() {
    return (double) clock.millis() / MILLIS_PER_SECOND
        - seconds(it -> it.leaf().getNotBefore().toInstant());
  }

  private double seconds(Function<X509Svid, Instant> date) {
    X509Svid current = svid;
    return current == null
        ? Double.NaN
        : (double) date.apply(current).toEpochMilli() / MILLIS_PER_SECOND;
  }
}
