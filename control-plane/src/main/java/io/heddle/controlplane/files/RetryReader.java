package io.heddle.controlplane.files;

import io.heddle.controlplane.model.RouteRetry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a rule says of trying again. */
final class RetryReader {
  private static final int MAX_CODES = RouteRetry.MAX_CODE - RouteRetry.MIN_CODE + 1;

  /** More is meant for no request that somebody waits for. */
  private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

  private RetryReader() {}

  static RouteRetry read(Field field) {
    Fields fields = field.fields();
    List<Integer> codes = fields.find("codes").map(RetryReader::codes).orElse(List.of());
    int attempts =
        fields
            .find("attempts")
            .map(written -> written.integer(1, RouteRetry.MAX_ATTEMPTS))
            .orElse(RouteRetry.DEFAULT_ATTEMPTS);
    Duration backoff =
        fields.find("backoff").map(RetryReader::backoff).orElse(RouteRetry.DEFAULT_BACKOFF);
    fields.finish();
    return new RouteRetry(codes, attempts, backoff);
  }

  private static List<Integer> codes(Field field) {
    Set<String> seen = new HashSet<>();
    List<Field> elements = field.list(MAX_CODES);
    for (Field element : elements) {
      if (!seen.add(element.shown())) {
        element.report().invalid(element, element.shown() + " written twice (expected: once)");
      }
    }
    return elements.stream()
        .map(element -> element.integer(RouteRetry.MIN_CODE, RouteRetry.MAX_CODE))
        .toList();
  }

  private static Duration backoff(Field field) {
    long errors = field.report().errors();
    Duration backoff = Durations.read(field);
    if (backoff.isPositive() && backoff.compareTo(MAX_BACKOFF) <= 0) {
      return backoff;
    }
    if (field.report().errors() == errors) {
      field
          .report()
          .invalid(field, field.shown() + " (expected: more than 0s and not more than 1m)");
    }
    return RouteRetry.DEFAULT_BACKOFF;
  }
}
