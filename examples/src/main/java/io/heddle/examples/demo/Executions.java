package io.heddle.examples.demo;

import io.heddle.perf.load.Outcomes;
import java.util.BitSet;
import java.util.OptionalInt;

/**
 * Which of the generator's requests a service executed, gathered entry by entry from its ledgers.
 */
final class Executions {
  private final String service;
  private final Outcomes outcomes;
  private final Disagreements disagreements;
  private final BitSet executed = new BitSet();
  private final BitSet repeated = new BitSet();
  private final BitSet byAnsweringVersion = new BitSet();

  Executions(String service, Outcomes outcomes, Disagreements disagreements) {
    this.service = service;
    this.outcomes = outcomes;
    this.disagreements = disagreements;
  }

  void add(LedgerEntry entry) {
    OptionalInt known = outcomes.sequence(entry.id());
    if (known.isEmpty()) {
      disagreements.add(
          "%s executed %s, which the generator never sent".formatted(service, entry.id()));
      return;
    }
    int sequence = known.getAsInt();
    if (!outcomes.method(sequence).name().equals(entry.method())) {
      disagreements.add(
          "%s executed %s as %s (expected: %s)"
              .formatted(service, entry.id(), entry.method(), outcomes.method(sequence)));
    }
    if (executed.get(sequence)) {
      repeated.set(sequence);
    }
    executed.set(sequence);
    if (outcomes.version(sequence).equals(entry.version())) {
      byAnsweringVersion.set(sequence);
    }
  }

  boolean contains(int sequence) {
    return executed.get(sequence);
  }

  boolean isRepeated(int sequence) {
    return repeated.get(sequence);
  }

  /** True if one of its executions was by the version that the answer named. */
  boolean isByAnsweringVersion(int sequence) {
    return byAnsweringVersion.get(sequence);
  }
}
