package io.heddle.proxy.telemetry;

import io.heddle.proxy.http.TcpFacts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Counts of alike opaque connections, under Istio's names. All of them are known when a connection
 * ends, so it is counted as opened then, too.
 */
final class TcpMeters implements Meters {
  static final int SERIES = 4;

  private final Counter opened;
  private final Counter closed;
  private final Counter sent;
  private final Counter received;

  TcpMeters(MeterRegistry registry, Tags tags) {
    this.opened = counter(registry, "istio.tcp.connections.opened", tags);
    this.closed = counter(registry, "istio.tcp.connections.closed", tags);
    this.sent = counter(registry, "istio.tcp.sent.bytes", tags);
    this.received = counter(registry, "istio.tcp.received.bytes", tags);
  }

  private static Counter counter(MeterRegistry registry, String name, Tags tags) {
    return Counter.builder(name).tags(tags).register(registry);
  }

  void add(TcpFacts facts) {
    opened.increment();
    closed.increment();
    sent.increment((double) facts.bytesDown());
    received.increment((double) facts.bytesUp());
  }

  @Override
  public void removeFrom(MeterRegistry registry) {
    registry.remove(opened);
    registry.remove(closed);
    registry.remove(sent);
    registry.remove(received);
  }

  @Override
  public int series() {
    return SERIES;
  }
}
