package io.heddle.examples.mix;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What clients and ledgers of a mixed load say together.
 *
 * @param failures the first of each kind, as sentences
 * @param disagreements the first ones of those between clients and ledgers
 * @param disagreementCount of all
 */
public record MixFindings(
    List<KindResult> kinds,
    List<String> failures,
    List<String> disagreements,
    long disagreementCount) {
  public MixFindings {
    kinds = List.copyOf(kinds);
    failures = List.copyOf(failures);
    disagreements = List.copyOf(disagreements);
  }

  /** Over all kinds. */
  public long sum(ToLongFunction<KindResult> count) {
    return kinds.stream().mapToLong(count).sum();
  }

  /** True if nothing failed, was doubled or misdirected, and clients and ledgers agree. */
  public boolean isFlawless() {
    return disagreementCount == 0 && kinds.stream().allMatch(KindResult::isFlawless);
  }
}
