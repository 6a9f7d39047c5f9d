package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.LedgerEntry;
import io.heddle.examples.demo.Shop;
import io.heddle.perf.load.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges whether only what was in flight in a dead process has failed. */
final class InFlight {
  /** A cut connection is known at once; this allows for a busy machine. */
  private static final Duration NOTICED = Duration.ofSeconds(1);

  private static final String CUT = "catalog: HTTP/1.1 502";

  private InFlight() {}

  /**
   * Each failed request was sent before the death, was cut and not refused, failed at once, and was
   * executed by nobody but the application concerned, whose process is {@code pid}.
   *
   * @return how many of them that application had begun
   */
  static long requireOnly(Shop shop, List<Failure> failures, long pid, Instant dead)
      throws IOException {
    Map<String, Set<Long>> executedBy = new HashMap<>();
    for (LedgerEntry entry : shop.executions("catalog")) {
      executedBy.computeIfAbsent(entry.id(), _ -> new HashSet<>()).add(entry.pid());
    }
    assertThat(failures)
        .allSatisfy(failure -> {
          assertThat(failure.intended()).as("sent before the death").isBefore(dead);
          assertThat(failure.at()).as("failed at once").isBefore(dead.plus(NOTICED));
          assertThat(failure.reason()).as("was written to its socket").contains(CUT);
          assertThat(executedBy.getOrDefault(failure.id(), Set.of())).isSubsetOf(Set.of(pid));
        });
    return failures.stream().filter(failure -> executedBy.containsKey(failure.id())).count();
  }
}
