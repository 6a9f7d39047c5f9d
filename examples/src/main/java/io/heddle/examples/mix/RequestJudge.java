package io.heddle.examples.mix;

import io.heddle.examples.market.Entry;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Of requests, whose entries are written before their answers. */
final class RequestJudge implements Judge {
  private final Tally tally;
  private final Map<String, BitSet> executedBy = new HashMap<>();
  private final BitSet executed = new BitSet();
  private final BitSet repeated = new BitSet();

  RequestJudge(Tally tally) {
    this.tally = tally;
  }

  @Override
  public void add(Id id, Entry entry) {
    if (executed.get(id.number()) && !id.kind().isRepeatable()) {
      repeated.set(id.number());
    }
    executed.set(id.number());
    executedBy.computeIfAbsent(entry.version(), _ -> new BitSet()).set(id.number());
  }

  @Override
  public KindResult judge(Disagreements disagreements) {
    tally
        .answers()
        .forEach((version, numbers) -> {
          BitSet denied = (BitSet) numbers.clone();
          denied.andNot(executedBy.getOrDefault(version, new BitSet()));
          denied.stream()
              .mapToObj(number -> new Id(tally.kind(), number))
              .forEach(id ->
                  disagreements.add(
                      "%s was answered by %s, which did not execute it".formatted(id, version)));
        });
    return new KindResult(
        tally.kind(),
        tally.sentCount(),
        0,
        tally.failedCount(),
        0,
        repeated.cardinality(),
        tally.misdirectedCount(),
        tally.percentileMillis(50),
        tally.percentileMillis(99));
  }
}
