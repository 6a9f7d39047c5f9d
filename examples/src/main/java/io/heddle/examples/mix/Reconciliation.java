package io.heddle.examples.mix;

import io.heddle.examples.market.Entry;
import io.heddle.examples.market.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what the clients of a mixed load saw against the markets' ledgers; used once. */
public final class Reconciliation {
  private final Map<Kind, Tally> tallies;
  private final Map<Kind, Judge> judges = new EnumMap<>(Kind.class);
  private final Disagreements disagreements = new Disagreements();

  /** Tells when a version of the market was there to serve. */
  public interface Served {
    boolean served(String version, Instant at);
  }

  Reconciliation(Map<Kind, Tally> tallies) {
    this.tallies = new EnumMap<>(tallies);
    tallies.forEach((kind, tally) ->
        judges.put(kind, kind.isSession() ? new SessionJudge(tally) : new RequestJudge(tally)));
  }

  public MixFindings reconcile(Ledgers ledgers, Served served) throws IOException {
    long malformed = ledgers.read(entry -> add(entry, served));
    if (malformed > 0) {
      disagreements.add("ledgers: " + malformed + " lines are cut (expected: whole ones)");
    }
    List<KindResult> results =
        judges.values().stream().map(judge -> judge.judge(disagreements)).toList();
    return new MixFindings(
        results,
        tallies.values().stream().flatMap(tally -> tally.failures().stream()).toList(),
        disagreements.kept(),
        disagreements.count());
  }

  private void add(Entry entry, Served served) {
    Optional<Id> known = Id.parse(entry.id());
    Tally tally = known.map(id -> tallies.get(id.kind())).orElse(null);
    if (known.isEmpty() || tally == null || known.get().number() >= tally.idCount()) {
      disagreements.add("a market executed " + entry.id() + ", which nobody sent");
      return;
    }
    Id id = known.get();
    if (id.kind() != entry.kind()) {
      tally.misdirected(id, "executed as " + entry.kind().label());
    }
    if (!served.served(entry.version(), entry.at())) {
      tally.misdirected(
          id, "executed by %s at %s, when it did not serve".formatted(entry.version(), entry.at()));
    }
    Judge judge = judges.get(id.kind());
    if (judge != null) {
      judge.add(id, entry);
    }
  }
}
