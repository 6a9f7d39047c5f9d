package io.heddle.controlplane.translate;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryBackOff;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryHostPredicate;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.heddle.controlplane.model.RouteRetry;
import java.time.Duration;

/** How often requests are tried again, how long one try may take, and where the next one goes. */
final class Retries {
  /** A reset is also what Envoy calls the end of a try that took too long. */
  private static final String FAILURES = "connect-failure,refused-stream,reset";

  private static final String STATUSES = ",retriable-status-codes";
  private static final String PREVIOUS_HOSTS = "envoy.retry_host_predicates.previous_hosts";

  /** How often another endpoint is looked for before one that failed is taken again. */
  private static final int HOST_SELECTIONS = 3;

  private static final int MAX_INTERVAL_FACTOR = 10;

  private Retries() {}

  /**
   * Sets nothing where nothing is said.
   *
   * @param perTry zero: as long as it needs
   */
  static void set(RouteAction.Builder action, RouteRetry retry, Duration perTry) {
    if (retry.isNone() && perTry.isZero()) {
      return;
    }
    RetryPolicy.Builder policy =
        RetryPolicy.newBuilder().setNumRetries(UInt32Value.of(retry.attempts()));
    if (!perTry.isZero()) {
      policy.setPerTryTimeout(Wire.duration(perTry));
    }
    if (!retry.isNone()) {
      setRetries(policy, retry);
    }
    action.setRetryPolicy(policy);
  }

  private static void setRetries(RetryPolicy.Builder policy, RouteRetry retry) {
    policy
        .setRetryOn(retry.codes().isEmpty() ? FAILURES : FAILURES + STATUSES)
        .addAllRetriableStatusCodes(retry.codes())
        .setRetryBackOff(
            RetryBackOff.newBuilder()
                .setBaseInterval(Wire.duration(retry.backoff()))
                .setMaxInterval(Wire.duration(retry.backoff().multipliedBy(MAX_INTERVAL_FACTOR))))
        .addRetryHostPredicate(
            RetryHostPredicate.newBuilder()
                .setName(PREVIOUS_HOSTS)
                .setTypedConfig(Packed.any(PreviousHostsPredicate.getDefaultInstance())))
        .setHostSelectionRetryMaxAttempts(HOST_SELECTIONS);
  }
}
