package io.heddle.proxy.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.filter.mirror.MirrorObserver;
import io.heddle.proxy.http.ConnectionObserver.Refusal;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.ExchangeObserver.RetryRefusal;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.TcpFacts;
import io.heddle.proxy.xds.SidecarStats;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  private static final String WEB = "spiffe://cluster.local/ns/shop/sa/web";
  private static final Duration IDLE = Duration.ofMinutes(15);

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private long nanos;
  private Telemetry telemetry = telemetry(1_500, AccessLogMode.OFF);

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void aClientsRequestIsCountedWithIstiosNamesAndLabels() {
    telemetry.exchanges().onEnded(TestExchange.outbound(200));
    telemetry.exchanges().onEnded(TestExchange.outbound(200));

    assertThat(line("istio_requests_total"))
        .contains("reporter=\"source\"")
        .contains("source_workload=\"web\"")
        .contains("source_workload_namespace=\"shop\"")
        .contains("source_principal=\"" + WEB + "\"")
        .contains("destination_service=\"catalog.shop.svc.cluster.local\"")
        .contains("destination_service_name=\"catalog\"")
        .contains("destination_service_namespace=\"shop\"")
        .contains("request_protocol=\"http\"")
        .contains("response_code=\"200\"")
        .contains("response_flags=\"-\"")
        .contains("connection_security_policy=\"unknown\"")
        .endsWith(" 2.0");
    assertThat(line("istio_request_duration_milliseconds_sum")).endsWith(" 60.0");
    assertThat(line("istio_request_bytes_sum")).endsWith(" 20.0");
    assertThat(line("istio_response_bytes_sum")).endsWith(" 4000.0");
  }

  @Test
  void aServersRequestNamesItsClientByItsCertificate() {
    telemetry.exchanges().onEnded(TestExchange.inbound("spiffe://cluster.local/ns/edge/sa/gate"));

    assertThat(line("istio_requests_total"))
        .contains("reporter=\"destination\"")
        .contains("source_workload=\"gate\"")
        .contains("source_workload_namespace=\"edge\"")
        .contains("destination_workload=\"web\"")
        .contains("destination_service=\"web.shop.svc.cluster.local\"")
        .contains("connection_security_policy=\"mutual_tls\"");
  }

  @Test
  void copiesThatAreNotSentAreCountedByReason() {
    telemetry.mirrors().onDropped("a", MirrorObserver.Drop.TOO_LARGE);
    telemetry.mirrors().onDropped("b", MirrorObserver.Drop.TOO_LARGE);

    assertThat(line("heddle_mirrors_dropped_total"))
        .isEqualTo("heddle_mirrors_dropped_total{direction=\"outbound\",kind=\"too_large\"} 2.0");
  }

  @Test
  void anOpaqueConnectionIsCountedWhenItEnds() {
    telemetry.connections().onForwarded(opaque(TestExchange.CATALOG));

    assertThat(line("istio_tcp_received_bytes_total"))
        .contains("request_protocol=\"tcp\"")
        .endsWith(" 5.0");
    assertThat(line("istio_tcp_sent_bytes_total")).endsWith(" 7.0");
    assertThat(line("istio_tcp_connections_opened_total")).endsWith(" 1.0");
    assertThat(line("istio_tcp_connections_closed_total")).endsWith(" 1.0");
  }

  @Test
  void whatFitsTheBudgetIsToldApartWhatDoesNotIsFolded() {
    reset(2 * RequestMeters.SERIES, AccessLogMode.OFF);

    for (int i = 0; i < 5; i++) {
      telemetry.exchanges().onEnded(TestExchange.outbound(200).to(cluster(i)));
    }

    assertThat(lines("istio_requests_total")).hasSize(3);
    assertThat(lines("istio_requests_total"))
        .filteredOn(line -> line.contains("destination_service=\"unknown\""))
        .singleElement()
        .asString()
        .endsWith(" 3.0");
    assertThat(line("heddle_series_overflow_total")).endsWith(" 3.0");
    assertThat(line("heddle_series ")).endsWith(" " + (double) (2 * RequestMeters.SERIES));
  }

  @Test
  void fifteenHundredSeriesAreToldApartAndNotOneMore() {
    int services = 41;
    int forwarders = 6;
    for (int i = 0; i < services; i++) {
      telemetry.exchanges().onEnded(TestExchange.outbound(200).to(cluster(i)));
    }
    for (int i = 0; i < forwarders; i++) {
      telemetry.connections().onForwarded(opaque(cluster(i)));
    }
    assertThat(lines("istio_")).hasSize(1_500);
    assertThat(line("heddle_series ")).endsWith(" 1500.0");
    assertThat(line("heddle_series_overflow_total")).endsWith(" 0.0");

    telemetry.connections().onForwarded(opaque(cluster(forwarders)));

    assertThat(line("heddle_series ")).endsWith(" 1500.0");
    assertThat(line("heddle_series_overflow_total")).endsWith(" 1.0");
    assertThat(lines("istio_tcp_received_bytes_total"))
        .hasSize(forwarders + 1)
        .filteredOn(line -> line.contains("destination_service=\"unknown\""))
        .singleElement()
        .asString()
        .endsWith(" 5.0");
  }

  private static TcpFacts opaque(String cluster) {
    return new TcpFacts(
        TestExchange.connection(Direction.OUTBOUND, Kind.PLAINTEXT, ""),
        cluster,
        "catalog-1",
        5,
        7,
        1,
        "");
  }

  @Test
  void theBudgetHoldsForTheSeriesThatAreReallyShown() {
    telemetry.exchanges().onEnded(TestExchange.outbound(200));

    assertThat(lines("istio_")).hasSize(RequestMeters.SERIES);
  }

  @Test
  void seriesWithoutNewsAreDroppedAndGiveTheirPlaceBack() {
    reset(RequestMeters.SERIES, AccessLogMode.OFF);
    telemetry.exchanges().onEnded(TestExchange.outbound(200));

    nanos += IDLE.toNanos();
    telemetry.dropIdleSeries();
    assertThat(lines("istio_requests_total")).hasSize(1);
    nanos++;
    telemetry.dropIdleSeries();
    assertThat(lines("istio_")).isEmpty();

    telemetry.exchanges().onEnded(TestExchange.outbound(200).to(cluster(1)));
    assertThat(line("istio_requests_total")).contains("service-1").endsWith(" 1.0");
  }

  @Test
  void theControlPlaneIsToldWhatHappenedAtEachPortAndInstance() {
    var exchanges = telemetry.exchanges();
    exchanges.onEnded(TestExchange.inbound(WEB));
    exchanges.onEnded(TestExchange.inbound(WEB).failed(503, "UR"));
    exchanges.onMisdirected(TestExchange.inbound(WEB));
    telemetry.connections().onRefused(Direction.INBOUND, 15_080, Refusal.PLAINTEXT, "");
    exchanges.onEnded(TestExchange.outbound(200));
    exchanges.onEnded(TestExchange.outbound(500));
    exchanges.onEnded(TestExchange.outbound(0).failed(503, "UH"));
    exchanges.onEnded(TestExchange.outbound(200).wasCut());
    exchanges.onEnded(TestExchange.outbound(499).leftByItsClient());
    exchanges.onEnded(TestExchange.outbound(200).leftByItsClient());
    exchanges.onEnded(TestExchange.outbound(200).wasRepeated());
    exchanges.onRedispatched(TestExchange.outbound(0), "catalog-2", Failure.CONNECT_FAILURE);

    assertThat(telemetry.stats().inbound())
        .containsExactly(new SidecarStats.Inbound(15_080, 1, 1, 1, 2, 0));
    assertThat(telemetry.stats().upstream())
        .containsExactlyInAnyOrder(
            new SidecarStats.Upstream("catalog-1", 2, 0, 1),
            new SidecarStats.Upstream("catalog-2", 0, 1, 0));
  }

  @Test
  void countsWhatWasTriedAgainByTheCauseAndWhatWasNotByTheReason() {
    ExchangeObserver exchanges = telemetry.exchanges();
    exchanges.onRetried(TestExchange.outbound(0), "catalog-1", RetryPolicy.Cause.STATUS);
    exchanges.onRetried(TestExchange.outbound(0), "catalog-1", RetryPolicy.Cause.STATUS);
    exchanges.onRetried(TestExchange.outbound(0), "catalog-1", RetryPolicy.Cause.CONNECT_FAILURE);
    exchanges.onRetryRefused(TestExchange.outbound(503), RetryRefusal.OVER_BUDGET);

    assertThat(telemetry.scrape())
        .contains("heddle_retries_total{direction=\"outbound\",kind=\"status\"} 2.0")
        .contains("heddle_retries_total{direction=\"outbound\",kind=\"connect_failure\"} 1.0")
        .contains("heddle_retries_refused_total{direction=\"outbound\",kind=\"over_budget\"} 1.0");
  }

  @Test
  void whatIsRefusedForWantOfMemoryIsCounted() {
    telemetry.exchanges().onEnded(TestExchange.inbound(WEB).failed(503, "OM"));
    telemetry.exchanges().onEnded(TestExchange.inbound(WEB).failed(503, "UO"));
    telemetry.connections().onRefused(Direction.INBOUND, 15_080, Refusal.OVER_MEMORY, "");

    assertThat(lines("heddle_memory_refused_total"))
        .containsExactlyInAnyOrder(
            "heddle_memory_refused_total{direction=\"inbound\",kind=\"request\"} 1.0",
            "heddle_memory_refused_total{direction=\"inbound\",kind=\"connection\"} 1.0");
    assertThat(telemetry.stats().inbound())
        .containsExactly(new SidecarStats.Inbound(15_080, 0, 0, 2, 2, 0));
  }

  @Test
  void aClientThatLeftHasItsOwnFlag() {
    telemetry.exchanges().onEnded(TestExchange.outbound(499).leftByItsClient());

    assertThat(line("istio_requests_total"))
        .contains("response_code=\"499\"")
        .contains("response_flags=\"DC\"");
  }

  @Test
  void pastItsLimitInstancesAreCountedTogether() {
    int limit = 1_024;
    for (int i = 0; i <= limit; i++) {
      telemetry.exchanges().onEnded(TestExchange.outbound(0).at("uid-" + i).failed(503, "UF"));
    }

    List<SidecarStats.Upstream> upstream = telemetry.stats().upstream();
    assertThat(upstream).hasSize(limit + 1);
    assertThat(upstream).contains(new SidecarStats.Upstream("uid-" + (limit - 1), 1, 0, 0));
    assertThat(upstream).contains(new SidecarStats.Upstream("", 1, 0, 0));
  }

  @Test
  void anExchangeIsInFlightFromItsStartToItsEnd() {
    telemetry.exchanges().onStarted(TestExchange.outbound(0));
    assertThat(telemetry.exchangesInFlight()).isEqualTo(1);

    telemetry.exchanges().onEnded(TestExchange.outbound(200));
    assertThat(telemetry.exchangesInFlight()).isZero();
  }

  @Test
  void withoutErrorsTheLogOfErrorsIsEmpty() {
    reset(1_500, AccessLogMode.ERRORS);
    telemetry.exchanges().onEnded(TestExchange.outbound(200));
    telemetry.exchanges().onEnded(TestExchange.outbound(404));
    telemetry.close();

    assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void theLogOfErrorsHasWhatTheMeshFailedAndWhatApplicationsAnsweredWith5xx() {
    reset(1_500, AccessLogMode.ERRORS);
    telemetry.exchanges().onEnded(TestExchange.outbound(500));
    telemetry.exchanges().onEnded(TestExchange.outbound(0).failed(404, "NR"));
    telemetry.exchanges().onEnded(TestExchange.outbound(200).wasCut());
    telemetry.close();

    assertThat(log.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
  }

  @Test
  void aLineOfTheLogIsOneJsonObjectWithoutTheQuery() {
    reset(1_500, AccessLogMode.ALL);
    telemetry.exchanges().onEnded(TestExchange.outbound(200));
    telemetry.close();

    assertThat(log.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"time\":\"2026-01-02T03:04:05Z\",\"protocol\":\"http\",\"direction\":\"outbound\","
                + "\"peer\":\"\",\"remote\":\"localhost/127.0.0.1:40000\",\"port\":15080,"
                + "\"method\":\"GET\",\"path\":\"/items\",\"authority\":\"catalog\","
                + "\"status\":200,\"flag\":\"\",\"detail\":\"say \\\"why\\\"\\u000a\","
                + "\"route\":\"default\",\"cluster\":\""
                + TestExchange.CATALOG
                + "\","
                + "\"endpoint\":\"127.0.0.1:15080\",\"endpointUid\":\"catalog-1\","
                + "\"requestBytes\":10,\"responseBytes\":2000,\"durationMicros\":30000,"
                + "\"upstreamMicros\":20000,\"redispatched\":0,\"repeated\":0,\"retried\":3,"
                + "\"cut\":false,"
                + "\"traceparent\":\"00-trace-01\"}\n");
  }

  private void reset(int series, AccessLogMode mode) {
    telemetry.close();
    telemetry = telemetry(series, mode);
  }

  private Telemetry telemetry(int series, AccessLogMode mode) {
    Telemetry made =
        new Telemetry(
            new TelemetryConfig(series, IDLE, mode, 64),
            () -> Instant.parse("2026-01-02T03:04:05Z"),
            () -> nanos,
            new PrintStream(log, true, StandardCharsets.UTF_8));
    made.workload(WEB, "shop", "web");
    return made;
  }

  private static String cluster(int i) {
    return "outbound|80||service-" + i + ".shop.svc.cluster.local";
  }

  private String line(String prefix) {
    assertThat(lines(prefix)).hasSize(1);
    return lines(prefix).getFirst();
  }

  private List<String> lines(String prefix) {
    return telemetry.scrape().lines().filter(line -> line.startsWith(prefix)).toList();
  }
}
