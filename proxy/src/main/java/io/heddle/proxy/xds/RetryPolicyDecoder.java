package io.heddle.proxy.xds;

import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.RetryPolicy.Cause;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Reads an {@code envoy.config.route.v3.RetryPolicy}, but for the time of a try. */
final class RetryPolicyDecoder {
  private static final String CONDITIONS =
      "5xx, connect-failure, gateway-error, refused-stream, reset, reset-before-request or"
          + " retriable-status-codes";
  private static final String PREVIOUS_HOSTS =
      "type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate";

  /** Each of them would change which requests are tried again, where or when. */
  private static final SortedMap<Integer, String> NOT_HONOURED =
      new TreeMap<>(
          Map.of(
              4, "retry_priority",
              9, "retriable_headers",
              10, "retriable_request_headers",
              11, "rate_limited_retry_back_off",
              12, "retry_options_predicates",
              13, "per_try_idle_timeout"));

  private RetryPolicyDecoder() {}

  static RetryPolicy decode(ProtoMessage policy) throws DecodeException {
    for (Map.Entry<Integer, String> field : NOT_HONOURED.entrySet()) {
      if (policy.has(field.getKey())) {
        throw policy.rejected(field.getValue(), "set", "none");
      }
    }
    checkHosts(policy);
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    Set<Integer> statuses = new TreeSet<>();
    for (String condition : policy.text(1).split(",", -1)) {
      add(condition.strip(), policy, causes, statuses);
    }
    long retries = policy.unsigned(2, "num_retries", 1);
    Duration base = RetryPolicy.BASE_INTERVAL;
    Optional<ProtoMessage> backOff = policy.message(8, "retry_back_off");
    if (backOff.isPresent()) {
      base = backOff.get().duration(1, "base_interval").orElse(Duration.ZERO);
    }
    Duration max = maxInterval(backOff, base);
    if (retries == 0 || (causes.isEmpty() && statuses.isEmpty())) {
      return RetryPolicy.NONE;
    }
    return new RetryPolicy((int) Math.min(retries, Integer.MAX_VALUE), causes, statuses, base, max);
  }

  private static void add(
      String condition, ProtoMessage policy, Set<Cause> causes, Set<Integer> statuses)
      throws DecodeException {
    switch (condition) {
      case "" -> {}
      case "connect-failure", "reset-before-request" -> causes.add(Cause.CONNECT_FAILURE);
      case "refused-stream" -> causes.add(Cause.REFUSED);
      case "reset" -> causes.addAll(everyFailure());
      case "retriable-status-codes" -> statuses.addAll(statuses(policy));
      case "5xx" -> {
        causes.addAll(everyFailure());
        IntStream.rangeClosed(500, 599).forEach(statuses::add);
      }
      case "gateway-error" -> {
        causes.addAll(everyFailure());
        statuses.addAll(List.of(502, 503, 504));
      }
      default -> throw policy.rejected("retry_on", condition, CONDITIONS);
    }
  }

  /** Envoy knows no failure of a try that is not a reset, but for the answers it gets. */
  private static Set<Cause> everyFailure() {
    return EnumSet.complementOf(EnumSet.of(Cause.STATUS));
  }

  private static List<Integer> statuses(ProtoMessage policy) throws DecodeException {
    List<Integer> statuses = policy.integers(7);
    for (int status : statuses) {
      if (status < 200 || status > 599) {
        throw policy.rejected(
            "retriable_status_codes", Integer.toUnsignedString(status), "200-599");
      }
    }
    return statuses;
  }

  private static void checkHosts(ProtoMessage policy) throws DecodeException {
    for (ProtoMessage predicate : policy.messages(5, "retry_host_predicate")) {
      Optional<ProtoMessage> config = predicate.message(3, "typed_config");
      String type = config.isEmpty() ? "none" : config.get().typeUrl();
      if (!type.equals(PREVIOUS_HOSTS)) {
        throw predicate.rejected("typed_config", type, PREVIOUS_HOSTS);
      }
    }
  }

  private static Duration maxInterval(Optional<ProtoMessage> backOff, Duration base)
      throws DecodeException {
    if (backOff.isEmpty()) {
      return base.multipliedBy(RetryPolicy.MAX_INTERVAL_FACTOR);
    }
    ProtoMessage intervals = backOff.get();
    if (base.isZero()) {
      throw intervals.rejected("base_interval", "0s", "more than 0s");
    }
    Duration max =
        intervals
            .duration(2, "max_interval")
            .orElse(base.multipliedBy(RetryPolicy.MAX_INTERVAL_FACTOR));
    if (max.compareTo(base) < 0) {
      throw intervals.rejected("max_interval", max.toString(), "not less than base_interval");
    }
    return max;
  }
}
