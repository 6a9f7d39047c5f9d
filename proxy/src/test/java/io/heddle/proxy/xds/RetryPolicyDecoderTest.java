package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.Decoding.accepted;
import static io.heddle.proxy.xds.Decoding.rejected;
import static io.heddle.proxy.xds.Decoding.rejectedRoute;
import static io.heddle.proxy.xds.Decoding.route;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryBackOff;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryHostPredicate;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.extensions.retry.host.omit_canary_hosts.v3.OmitCanaryHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.type.v3.Percent;
import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.RetryPolicy.Cause;
import io.heddle.proxy.config.RouteAction.Forward;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is tried again, as it comes from a control plane. */
final class RetryPolicyDecoderTest {
  private static final String FIELD = "virtual_hosts[0].routes[0].route.retry_policy.";
  private static final Set<Cause> EVERY_FAILURE =
      Set.of(Cause.CONNECT_FAILURE, Cause.REFUSED, Cause.RESET, Cause.TIMEOUT);

  private static RouteAction action(
      UnaryOperator<io.envoyproxy.envoy.config.route.v3.RetryPolicy.Builder> change) {
    return RouteAction.newBuilder()
        .setCluster(CATALOG)
        .setRetryPolicy(change.apply(io.envoyproxy.envoy.config.route.v3.RetryPolicy.newBuilder()))
        .build();
  }

  private static com.google.protobuf.Duration.Builder millis(int millis) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(millis / 1_000)
        .setNanos(millis % 1_000 * 1_000_000);
  }

  private static RetryPolicy read(
      UnaryOperator<io.envoyproxy.envoy.config.route.v3.RetryPolicy.Builder> change) {
    return ((Forward) route(it -> it.setRoute(action(change))).action()).retry();
  }

  private static String refused(
      UnaryOperator<io.envoyproxy.envoy.config.route.v3.RetryPolicy.Builder> change) {
    return rejectedRoute(it -> it.setRoute(action(change)));
  }

  @Test
  void readsAPolicyAsHeddlesControlPlaneWritesIt() {
    RetryPolicy policy =
        read(it ->
            it.setRetryOn("connect-failure,refused-stream,reset,retriable-status-codes")
                .setNumRetries(UInt32Value.of(3))
                .addRetriableStatusCodes(429)
                .addRetriableStatusCodes(503)
                .setRetryBackOff(
                    RetryBackOff.newBuilder()
                        .setBaseInterval(millis(100))
                        .setMaxInterval(millis(700)))
                .addRetryHostPredicate(
                    RetryHostPredicate.newBuilder()
                        .setName("envoy.retry_host_predicates.previous_hosts")
                        .setTypedConfig(Any.pack(PreviousHostsPredicate.getDefaultInstance())))
                .setHostSelectionRetryMaxAttempts(3));

    assertThat(policy)
        .isEqualTo(
            new RetryPolicy(
                3,
                EVERY_FAILURE,
                Set.of(429, 503),
                Duration.ofMillis(100),
                Duration.ofMillis(700)));
  }

  @Test
  void takesEnvoysDefaultsForWhatIsNotSaid() {
    RetryPolicy policy = read(it -> it.setRetryOn("connect-failure"));

    assertThat(policy)
        .isEqualTo(
            new RetryPolicy(
                1,
                Set.of(Cause.CONNECT_FAILURE),
                Set.of(),
                Duration.ofMillis(25),
                Duration.ofMillis(250)));
    assertThat(
            read(it ->
                    it.setRetryOn("reset")
                        .setRetryBackOff(RetryBackOff.newBuilder().setBaseInterval(millis(30))))
                .maxInterval())
        .isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void takesTheConditionsThatStandForSeveral() {
    assertThat(read(it -> it.setRetryOn("5xx")).statuses())
        .isEqualTo(IntStream.rangeClosed(500, 599).boxed().collect(Collectors.toSet()));
    assertThat(read(it -> it.setRetryOn("gateway-error")).statuses())
        .containsExactlyInAnyOrder(502, 503, 504);
    assertThat(read(it -> it.setRetryOn("5xx")).causes()).isEqualTo(EVERY_FAILURE);
    assertThat(read(it -> it.setRetryOn("gateway-error")).causes()).isEqualTo(EVERY_FAILURE);
    assertThat(read(it -> it.setRetryOn("reset-before-request")).causes())
        .containsExactly(Cause.CONNECT_FAILURE);
    assertThat(read(it -> it.setRetryOn(" refused-stream , connect-failure")).causes())
        .containsExactlyInAnyOrder(Cause.REFUSED, Cause.CONNECT_FAILURE);
  }

  @Test
  void triesNothingAgainWithoutConditionsOrWithoutRetries() {
    assertThat(read(it -> it.setNumRetries(UInt32Value.of(2)))).isEqualTo(RetryPolicy.NONE);
    assertThat(read(it -> it.setRetryOn("reset").setNumRetries(UInt32Value.of(0))))
        .isEqualTo(RetryPolicy.NONE);
    assertThat(read(it -> it.setRetryOn("retriable-status-codes"))).isEqualTo(RetryPolicy.NONE);
    assertThat(read(it -> it.setRetryOn("reset").addRetriableStatusCodes(503)).statuses())
        .isEmpty();
  }

  @Test
  void namesWhatItCannotHonour() {
    assertThat(refused(it -> it.setRetryOn("reset,retriable-headers")))
        .isEqualTo(
            FIELD
                + "retry_on: retriable-headers (expected: 5xx, connect-failure, gateway-error,"
                + " refused-stream, reset, reset-before-request or retriable-status-codes)");
    assertThat(
            refused(it ->
                it.setRetryOn("retriable-status-codes")
                    .addRetriableStatusCodes(503)
                    .addRetriableStatusCodes(1)))
        .isEqualTo(FIELD + "retriable_status_codes: 1 (expected: 200-599)");
    assertThat(refused(it -> it.addRetriableHeaders(HeaderMatcher.newBuilder().setName("a"))))
        .isEqualTo(FIELD + "retriable_headers: set (expected: none)");
    assertThat(refused(it -> it.setPerTryIdleTimeout(millis(1_000))))
        .isEqualTo(FIELD + "per_try_idle_timeout: set (expected: none)");
    assertThat(
            refused(it ->
                it.addRetryHostPredicate(
                    RetryHostPredicate.newBuilder()
                        .setTypedConfig(Any.pack(OmitCanaryHostsPredicate.getDefaultInstance())))))
        .startsWith(FIELD + "retry_host_predicate[0].typed_config: ")
        .endsWith("previous_hosts.v3.PreviousHostsPredicate)");
    assertThat(refused(it -> it.setRetryBackOff(RetryBackOff.newBuilder())))
        .isEqualTo(FIELD + "retry_back_off.base_interval: 0s (expected: more than 0s)");
    assertThat(
            refused(it ->
                it.setRetryBackOff(
                    RetryBackOff.newBuilder()
                        .setBaseInterval(millis(2_000))
                        .setMaxInterval(millis(1_000)))))
        .isEqualTo(
            FIELD + "retry_back_off.max_interval: PT1S (expected: not less than base_interval)");
  }

  private static Cluster cluster(RetryBudget.Builder budget) {
    return EnvoyResources.cluster(CATALOG).toBuilder()
        .setCircuitBreakers(
            CircuitBreakers.newBuilder()
                .addThresholds(Thresholds.newBuilder().setRetryBudget(budget)))
        .build();
  }

  private static ClusterLimits limits(RetryBudget.Builder budget) {
    return ((Resource.Cluster) accepted(cluster(budget))).config().limits();
  }

  @Test
  void readsTheBudgetOfACluster() {
    assertThat(
            limits(
                RetryBudget.newBuilder()
                    .setBudgetPercent(Percent.newBuilder().setValue(12.5))
                    .setMinRetryConcurrency(UInt32Value.of(7))))
        .isEqualTo(new ClusterLimits(1_024, 1_024, 12.5, 7));
    assertThat(limits(RetryBudget.newBuilder())).isEqualTo(new ClusterLimits(1_024, 1_024, 20, 3));
    assertThat(
            rejected(
                cluster(
                    RetryBudget.newBuilder().setBudgetPercent(Percent.newBuilder().setValue(101)))))
        .isEqualTo(
            "circuit_breakers.thresholds[0].retry_budget.budget_percent: 101.0 (expected: 0-100)");
  }
}
