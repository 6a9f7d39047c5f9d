package io.heddle.examples.demo;

import java.util.List;

/**
 * What the comparison of generator, ledgers and sidecars found.
 *
 * @param duplicates POSTs that the catalog executed more than once
 * @param executedButLost failed requests that the catalog did execute
 * @param neverExecutedPosts failed POSTs that are in no catalog's ledger
 * @param disagreements the first ones, as sentences
 * @param disagreementCount of all
 */
public record Findings(
    long duplicates,
    long executedButLost,
    long neverExecutedPosts,
    List<String> disagreements,
    long disagreementCount) {
  public Findings {
    disagreements = List.copyOf(disagreements);
  }
}
