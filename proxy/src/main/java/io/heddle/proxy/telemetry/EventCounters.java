package io.heddle.proxy.telemetry;

import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.filter.mirror.MirrorObserver;
import io.heddle.proxy.http.ConnectionObserver.Refusal;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.ExchangeObserver.RetryRefusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counters of what there are only a few kinds of, so that they need no budget. */
final class EventCounters {
  private final MeterRegistry registry;
  private final Map<Name, Counter> counters = new ConcurrentHashMap<>();
  private final Counter misdirected;

  /** A counter's name, and its one or two labels' values. */
  private record Name(String meter, String kind, String direction) {}

  EventCounters(MeterRegistry registry) {
    this.registry = registry;
    this.misdirected =
        Counter.builder("heddle.misdirected")
            .description("Requests that reached this instance before it served or after release")
            .register(registry);
  }

  Counter misdirected() {
    return misdirected;
  }

  Counter redispatched(String flag) {
    return counter("heddle.redispatched", flag, Direction.OUTBOUND);
  }

  Counter retried(RetryPolicy.Cause cause) {
    return counter("heddle.retries", cause.name(), Direction.OUTBOUND);
  }

  Counter retryRefused(RetryRefusal why) {
    return counter("heddle.retries.refused", why.name(), Direction.OUTBOUND);
  }

  Counter invalid(Direction direction, int status) {
    return counter("heddle.requests.invalid", Integer.toString(status), direction);
  }

  Counter opened(DownstreamConnection connection) {
    return counter("heddle.connections.opened", connection.kind().name(), connection.direction());
  }

  Counter closed(DownstreamConnection connection) {
    return counter("heddle.connections.closed", connection.kind().name(), connection.direction());
  }

  Counter refused(Direction direction, Refusal refusal) {
    return counter("heddle.connections.refused", refusal.name(), direction);
  }

  /** For want of memory. */
  Counter overMemory(Direction direction, String kind) {
    return counter("heddle.memory.refused", kind, direction);
  }

  /** A copy of a request that was not sent. */
  Counter mirrorDropped(MirrorObserver.Drop why) {
    return counter("heddle.mirrors.dropped", why.name(), Direction.OUTBOUND);
  }

  Counter upstreamConnect(String cause) {
    return counter(
        "heddle.upstream.connects", cause.isEmpty() ? "ok" : "failed", Direction.OUTBOUND);
  }

  private Counter counter(String meter, String kind, Direction direction) {
    Name name = new Name(meter, kind, direction.name());
    Counter counter = counters.get(name);
    return counter != null ? counter : counters.computeIfAbsent(name, this::register);
  }

  private Counter register(Name name) {
    return Counter.builder(name.meter())
        .tag("kind", name.kind().toLowerCase(Locale.ROOT))
        .tag("direction", name.direction().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
