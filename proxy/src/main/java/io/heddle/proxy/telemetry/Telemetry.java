package io.heddle.proxy.telemetry;

import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.filter.mirror.MirrorObserver;
import io.heddle.proxy.http.ConnectionObserver;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.ExchangeFacts;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.TcpFacts;
import io.heddle.proxy.xds.SidecarStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Hears everything that the data path tells, and makes metrics, an access log and counts of it. */
public final class Telemetry implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final SeriesBudget budget;
  private final MeterTable<RequestMeters> requests;
  private final MeterTable<TcpMeters> tcp;
  private final EventCounters events = new EventCounters(registry);
  private final TrafficCounts counts = new TrafficCounts();
  private final AccessLog accessLog;
  private final SidecarGauges gauges;
  private final LongAdder inFlight = new LongAdder();
  private volatile LocalWorkload local = LocalWorkload.UNKNOWN;

  public Telemetry(
      TelemetryConfig config, InstantSource clock, LongSupplier nanoTicker, PrintStream out) {
    this.budget = new SeriesBudget(config.series());
    this.accessLog = new AccessLog(config.accessLog(), config.queuedLines(), clock, out);
    this.gauges = new SidecarGauges(registry, clock);
    var shared = new MeterTable.Shared(registry, budget, config.seriesIdle(), nanoTicker);
    this.requests =
        new MeterTable<>(
            shared,
            RequestMeters.SERIES,
            key -> new RequestMeters(registry, TrafficTags.of(key, local), key.status()));
    this.tcp =
        new MeterTable<>(
            shared, TcpMeters.SERIES, key -> new TcpMeters(registry, TrafficTags.of(key, local)));
    Gauge.builder("heddle.series", budget, SeriesBudget::used).register(registry);
    FunctionCounter.builder("heddle.series.overflow", budget, SeriesBudget::overflow)
        .description("Requests and connections counted under unknown for want of series")
        .register(registry);
    FunctionCounter.builder("heddle.access.log.dropped", accessLog, AccessLog::dropped)
        .register(registry);
  }

  public ExchangeObserver exchanges() {
    return new Exchanges();
  }

  public ConnectionObserver connections() {
    return new Connections();
  }

  public MirrorObserver mirrors() {
    return (_, why) -> events.mirrorDropped(why).increment();
  }

  public SidecarGauges gauges() {
    return gauges;
  }

  /** Whose sidecar this is; what was counted before stays counted as of nobody. */
  public void workload(String spiffeId, String namespace, String service) {
    local = LocalWorkload.of(spiffeId, namespace, service);
  }

  /** What has happened since the start; on any thread. */
  public SidecarStats stats() {
    return counts.stats();
  }

  /** Exchanges that have not ended, in both directions. */
  public int exchangesInFlight() {
    return inFlight.intValue();
  }

  /** To be called now and then. */
  public void dropIdleSeries() {
    requests.dropIdle();
    tcp.dropIdle();
  }

  /** All metrics in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    accessLog.close();
    registry.close();
  }

  private final class Exchanges implements ExchangeObserver {
    @Override
    public void onStarted(ExchangeFacts exchange) {
      inFlight.increment();
    }

    @Override
    public void onEnded(ExchangeFacts exchange) {
      inFlight.decrement();
      requests
          .get(
              TrafficKey.of(
                  exchange.connection(),
                  exchange.clusterName(),
                  exchange.status(),
                  exchange.flag()))
          .add(exchange);
      counts.onEnded(exchange);
      if (exchange.flag().equals(Failure.OVER_MEMORY.flag())) {
        events.overMemory(exchange.connection().direction(), "request").increment();
      }
      accessLog.onEnded(exchange);
    }

    @Override
    public void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail) {
      events.invalid(connection.direction(), failure.status()).increment();
      if (failure == Failure.OVER_MEMORY) {
        events.overMemory(connection.direction(), "request").increment();
      }
      accessLog.onInvalidRequest(connection, failure, detail);
    }

    @Override
    public void onMisdirected(ExchangeFacts exchange) {
      events.misdirected().increment();
      counts.onMisdirected(exchange.connection().port());
    }

    @Override
    public void onRedispatched(ExchangeFacts exchange, String endpointUid, Failure cause) {
      events.redispatched(cause.flag()).increment();
      counts.onRedispatched(endpointUid);
    }

    @Override
    public void onRetried(ExchangeFacts exchange, String endpointUid, RetryPolicy.Cause cause) {
      events.retried(cause).increment();
    }

    @Override
    public void onRetryRefused(ExchangeFacts exchange, RetryRefusal why) {
      events.retryRefused(why).increment();
    }
  }

  private final class Connections implements ConnectionObserver {
    @Override
    public void onOpened(DownstreamConnection connection) {
      events.opened(connection).increment();
      if (connection.direction() == Direction.INBOUND
          && connection.kind() == DownstreamConnection.Kind.PLAINTEXT) {
        counts.onPlaintext(connection.port());
      }
    }

    @Override
    public void onClosed(DownstreamConnection connection) {
      events.closed(connection).increment();
    }

    @Override
    public void onRefused(Direction direction, int port, Refusal refusal, String detail) {
      events.refused(direction, refusal).increment();
      if (refusal == Refusal.OVER_MEMORY) {
        events.overMemory(direction, "connection").increment();
      }
      if (refusal == Refusal.PLAINTEXT) {
        counts.onPlaintext(port);
      }
    }

    @Override
    public void onForwarded(TcpFacts facts) {
      tcp.get(TrafficKey.of(facts.connection(), facts.cluster(), 0, facts.flag())).add(facts);
      accessLog.onForwarded(facts);
    }

    @Override
    public void onUpstreamConnect(String cluster, String endpointUid, long nanos, String cause) {
      events.upstreamConnect(cause).increment();
    }
  }
}
