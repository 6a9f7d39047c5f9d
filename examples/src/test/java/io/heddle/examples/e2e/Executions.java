package io.heddle.examples.e2e;

import io.heddle.examples.demo.LedgerEntry;
import io.heddle.examples.demo.Shop;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What the applications' books say. */
final class Executions {
  private Executions() {}

  /** The POSTs that a service executed more than once. */
  static List<String> twice(Shop shop, String service) throws IOException {
    return shop.executions(service).stream()
        .filter(entry -> entry.method().equals("POST"))
        .collect(Collectors.groupingBy(LedgerEntry::id, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(times -> times.getValue() > 1)
        .map(times -> times.getKey())
        .toList();
  }

  /** How many requests that version of a service executed. */
  static long of(Shop shop, String service, String version) throws IOException {
    return shop.executions(service).stream()
        .filter(entry -> entry.version().equals(version))
        .count();
  }
}
