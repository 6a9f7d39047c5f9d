package io.heddle.examples.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.differential.Comparison.Difference;
import io.heddle.examples.e2e.EndToEnd;
import io.heddle.examples.e2e.EnvoyBinary;
import io.heddle.examples.e2e.Results;
import io.heddle.examples.e2e.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sidecar does with a request what Envoy does with it. */
final class DifferentialSuite {
  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();

  @BeforeEach
  void requireEnvoy() throws Exception {
    EnvoyBinary.find();
  }

  @Test
  void casesOnTheEdges() throws Exception {
    List<RuleSet> sets = HandMadeCases.read();
    try (Parties parties = Parties.start(endToEnd, sets.size())) {
      parties.use(sets);
      Comparison comparison = new Comparison(parties, UnaryOperator.identity());
      List<Difference> differences = compare(comparison, sets);
      List<String> offLine = OffLine.differences(parties, comparison.takeDone());
      Results.of("differential-hand-made")
          .add("cases", comparison.requests())
          .add("outcomes", comparison.kinds())
          .add("differences", differences.size())
          .add("differencesOffLine", offLine.size())
          .keep();

      assertThat(KnownDifferences.of(differences))
          .containsExactlyInAnyOrderEntriesOf(KnownDifferences.read());
      assertThat(offLine).isEmpty();
    }
  }

  /** The seed of a failure is printed with it: {@code -Dheddle.seed=…} repeats it. */
  @Test
  void casesByChance() throws Exception {
    long seed = Long.getLong("heddle.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    System.out.println("  differential-generated: seed " + seed);
    Size size = Size.current();
    Generator generator = new Generator(new Random(seed));
    try (Parties parties = Parties.start(endToEnd, size.choose(25, 50))) {
      Comparison comparison = new Comparison(parties, Outcome::withoutForwardedFor);
      List<Difference> differences = new ArrayList<>();
      List<String> offLine = new ArrayList<>();
      int rounds = size.choose(1, 5);
      for (int round = 1; round <= rounds; round++) {
        List<RuleSet> sets = new ArrayList<>();
        for (int i = 0; i < parties.size(); i++) {
          sets.add(generator.next("round " + round + ", service " + i, 8));
        }
        parties.use(sets);
        differences.addAll(compare(comparison, sets));
        offLine.addAll(OffLine.differences(parties, comparison.takeDone()));
      }
      int cases = comparison.requests();
      int forwarded = comparison.kinds().getOrDefault("forwarded", 0);
      Results.of("differential-generated")
          .add("seed", seed)
          .add("cases", cases)
          .add("outcomes", Map.copyOf(comparison.kinds()))
          .add("differences", differences.size())
          .add("differencesOffLine", offLine.size())
          .keep();

      assertThat(shrunk(parties, comparison, differences)).as("seed %d", seed).isEmpty();
      assertThat(offLine).as("seed %d", seed).isEmpty();
      assertThat(forwarded).as("enough requests hit a rule").isGreaterThan(cases / 3);
    }
  }

  private static List<Difference> compare(Comparison comparison, List<RuleSet> sets) {
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      for (Request request : sets.get(i).requests()) {
        comparison.compare(i, sets.get(i), request).ifPresent(differences::add);
      }
    }
    return differences;
  }

  /** The first few: the others are mostly the same. */
  private static List<Difference> shrunk(
      Parties parties, Comparison comparison, List<Difference> differences) throws Exception {
    Shrinker shrinker = new Shrinker(parties, comparison);
    List<Difference> shrunk = new ArrayList<>();
    for (Difference difference : differences.subList(0, Math.min(4, differences.size()))) {
      shrunk.add(shrinker.shrink(difference));
    }
    return shrunk;
  }
}
