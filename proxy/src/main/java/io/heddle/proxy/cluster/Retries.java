package io.heddle.proxy.cluster;

import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.RetryPolicy.Cause;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.ExchangeObserver.RetryRefusal;
import io.heddle.proxy.http.ExchangeRecord;
import io.heddle.proxy.http.Failure;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whether one request is tried again although an application may have read it: as its route wants
 * it, and as far as the budget of its cluster goes.
 */
final class Retries {
  private final RetryPolicy policy;
  private final ExchangeRecord record;
  private final ExchangeObserver observer;
  private int made;
  private @Nullable RetryBudget held;

  Retries(RetryPolicy policy, ExchangeRecord record, ExchangeObserver observer) {
    this.policy = policy;
    this.record = record;
    this.observer = observer;
  }

  /** After a try without an answer. */
  boolean grantsAfter(Failure failure, Cluster cluster) {
    return grants(causeOf(failure), cluster);
  }

  /**
   * After an answer.
   *
   * @param said what the other sidecar says of its application; null when it says nothing
   */
  boolean grantsAfter(int status, @Nullable Failure said, Cluster cluster) {
    return grants(
        policy.statuses().contains(status) ? Cause.STATUS : said == null ? null : causeOf(said),
        cluster);
  }

  private static @Nullable Cause causeOf(Failure failure) {
    return switch (failure) {
      case CONNECT_FAILURE -> Cause.CONNECT_FAILURE;
      case NOT_PROCESSED -> Cause.REFUSED;
      case UPSTREAM_CUT, BAD_RESPONSE -> Cause.RESET;
      case RESPONSE_TIMEOUT -> Cause.TIMEOUT;
      case NO_HEALTHY_ENDPOINT,
          OVERFLOW,
          OVER_MEMORY,
          REQUEST_TIMEOUT,
          NO_ROUTE,
          NO_LISTENER,
          NO_CLUSTER,
          BAD_REQUEST,
          HEAD_TOO_LARGE,
          METHOD_REFUSED,
          VERSION_REFUSED,
          EXPECTATION_REFUSED,
          MOVED,
          DOWNSTREAM_CUT ->
          null;
    };
  }

  private boolean grants(@Nullable Cause cause, Cluster cluster) {
    settle();
    if (cause == null || (cause != Cause.STATUS && !policy.causes().contains(cause))) {
      return false;
    }
    if (made == policy.retries()) {
      return refused(RetryRefusal.EXHAUSTED);
    }
    RetryBudget budget = cluster.retries();
    if (!budget.take(cluster.config().limits(), cluster.inFlight())) {
      return refused(RetryRefusal.OVER_BUDGET);
    }
    held = budget;
    made++;
    record.countRetry();
    observer.onRetried(record, record.endpointUid(), cause);
    return true;
  }

  private boolean refused(RetryRefusal why) {
    record.retriesRefused();
    observer.onRetryRefused(record, why);
    return false;
  }

  /** How long to wait before the retry that was granted last. */
  long backOffNanos(RandomGenerator random) {
    return BackOff.nanos(policy, made, random);
  }

  /** The request is not one that is being tried again any more. */
  void settle() {
    RetryBudget budget = held;
    held = null;
    if (budget != null) {
      budget.giveBack();
    }
  }
}
