package io.heddle.proxy.telemetry;

import io.heddle.proxy.http.ExchangeFacts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Counts, durations and sizes of alike requests, under Istio's names. */
final class RequestMeters implements Meters {
  private static final double[] MILLIS = {
    1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000
  };
  private static final double[] BYTES = {100, 1_000, 10_000, 100_000, 1_000_000};

  /** Sum, count, largest and the last bucket of a histogram, beside its other buckets. */
  private static final int SERIES_OF_HISTOGRAM = 4;

  static final int SERIES = 1 + MILLIS.length + 2 * BYTES.length + 3 * SERIES_OF_HISTOGRAM;

  private static final double NANOS_PER_MILLI = 1e6;

  private final Counter requests;
  private final DistributionSummary duration;
  private final DistributionSummary requestBytes;
  private final DistributionSummary responseBytes;

  RequestMeters(MeterRegistry registry, Tags tags, int status) {
    Tags all = tags.and("response_code", Integer.toString(status));
    this.requests = Counter.builder("istio.requests").tags(all).register(registry);
    this.duration = histogram(registry, "istio.request.duration.milliseconds", all, MILLIS);
    this.requestBytes = histogram(registry, "istio.request.bytes", all, BYTES);
    this.responseBytes = histogram(registry, "istio.response.bytes", all, BYTES);
  }

  private static DistributionSummary histogram(
      MeterRegistry registry, String name, Tags tags, double[] buckets) {
    return DistributionSummary.builder(name)
        .tags(tags)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  void add(ExchangeFacts exchange) {
    requests.increment();
    duration.record((double) exchange.durationNanos() / NANOS_PER_MILLI);
    requestBytes.record((double) exchange.requestBytes());
    responseBytes.record((double) exchange.responseBytes());
  }

  @Override
  public void removeFrom(MeterRegistry registry) {
    registry.remove(requests);
    registry.remove(duration);
    registry.remove(requestBytes);
    registry.remove(responseBytes);
  }

  @Override
  public int series() {
    return SERIES;
  }
}
