package io.heddle.controlplane.admin;

import io.heddle.controlplane.admin.ProxyStatus.Stream;
import io.heddle.controlplane.admin.ReportedProblem.Severity;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.rollout.Propagation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What the control plane counts. Counters may be told from any thread. */
public final class ControlPlaneMetrics implements Propagation.Sink, AutoCloseable {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration[] PROPAGATION_BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(30),
    Duration.ofMillis(100),
    Duration.ofMillis(300),
    Duration.ofSeconds(1),
    Duration.ofSeconds(3),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Timer propagation;
  private final Map<InstanceState, AtomicLong> instances = new EnumMap<>(InstanceState.class);
  private final AtomicLong streams = gauge("heddle.xds.streams", "ADS streams that are open");
  private final AtomicLong behind =
      gauge("heddle.proxies.pending", "Proxies that have yet to apply something");
  private final AtomicLong problems =
      gauge("heddle.config.problems", "Objects and state that are not in force as they should be");
  private final RotationGauges rotation = new RotationGauges(registry);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  public ControlPlaneMetrics() {
    propagation =
        Timer.builder("heddle.convergence.propagation")
            .description("From the event read to the acknowledgement of the last proxy")
            .serviceLevelObjectives(PROPAGATION_BUCKETS)
            .register(registry);
    for (InstanceState state : InstanceState.values()) {
      AtomicLong count = new AtomicLong();
      instances.put(state, count);
      Gauge.builder("heddle.instances", count::get)
          .description("Workload instances by state")
          .tag("state", state.name())
          .register(registry);
    }
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  /** Resources of a type were sent to a proxy. */
  public void pushed(String typeUrl) {
    counter("heddle.xds.pushes", "xDS responses sent", "type", shortType(typeUrl)).increment();
  }

  public void acknowledged(String typeUrl) {
    counter("heddle.xds.acks", "xDS responses acknowledged", "type", shortType(typeUrl))
        .increment();
  }

  public void rejected(String typeUrl) {
    counter("heddle.xds.nacks", "xDS resources rejected by a proxy", "type", shortType(typeUrl))
        .increment();
  }

  public void certificateIssued() {
    Counter.builder("heddle.certificates.issued")
        .description("Certificates signed for workloads")
        .register(registry)
        .increment();
  }

  /** A credential, session or signing request was refused. */
  public void refused(String reason) {
    counter("heddle.identity.refused", "Credentials and requests refused", "reason", reason)
        .increment();
  }

  /** A laggard was not waited for. */
  public void lagging(int proxies) {
    Counter.builder("heddle.laggards")
        .description("Proxies that a bound has passed for")
        .register(registry)
        .increment(proxies);
  }

  /** Shows when a certificate expires, asked at each scrape. */
  public void certificateExpiry(String certificate, Supplier<Instant> notAfter) {
    Gauge.builder("heddle.certificate.expiry", () -> notAfter.get().getEpochSecond())
        .description("When the certificate expires, in seconds since the epoch")
        .baseUnit("timestamp_seconds")
        .tag("certificate", certificate)
        .register(registry);
  }

  @Override
  public void propagated(long nanos, String slowest) {
    propagation.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Takes over what is not counted but is so now; on the mesh thread. */
  void update(AdminSource source) {
    Map<InstanceState, Long> counts = new EnumMap<>(InstanceState.class);
    source.instances().forEach(instance -> counts.merge(instance.state(), 1L, Long::sum));
    instances.forEach((state, gauge) -> gauge.set(counts.getOrDefault(state, 0L)));
    streams.set(source.proxies().stream().filter(proxy -> proxy.stream() == Stream.OPEN).count());
    behind.set(source.proxies().stream().filter(proxy -> proxy.pending() > 0).count());
    rotation.update(source.authority());
    problems.set(
        source.problems().stream().filter(problem -> problem.severity() == Severity.ERROR).count());
  }

  String scrape() {
    return registry.scrape(CONTENT_TYPE);
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }

  private AtomicLong gauge(String name, String description) {
    AtomicLong value = new AtomicLong();
    Gauge.builder(name, value::get).description(description).register(registry);
    return value;
  }

  private Counter counter(String name, String description, String tag, String value) {
    return Counter.builder(name).description(description).tag(tag, value).register(registry);
  }

  private static String shortType(String typeUrl) {
    return typeUrl.substring(typeUrl.lastIndexOf('.') + 1);
  }
}
