package io.heddle.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.WeightedCluster;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Shares of a route's requests. */
final class WeightedChoiceTest {
  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void givesEachClusterItsShare() {
    List<WeightedCluster> clusters =
        List.of(
            new WeightedCluster("a", 90),
            new WeightedCluster("b", 0),
            new WeightedCluster("c", 10));
    int a = 0;
    for (int i = 0; i < 10_000; i++) {
      String chosen = WeightedChoice.choose(clusters, random).orElseThrow().cluster();
      assertThat(chosen).isIn("a", "c");
      a += chosen.equals("a") ? 1 : 0;
    }
    assertThat(a).isCloseTo(9_000, within(150));
  }

  @Test
  void tellsSharesOfTheSameClusterApart() {
    HeaderEdits canary =
        new HeaderEdits(List.of(), List.of(), List.of(new HeaderEdits.Header("x-canary", "1")));
    WeightedCluster plain = new WeightedCluster("a", 50);
    WeightedCluster marked = new WeightedCluster("a", 50, canary, HeaderEdits.NONE, "");
    Set<WeightedCluster> chosen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      chosen.add(WeightedChoice.choose(List.of(plain, marked), random).orElseThrow());
    }

    assertThat(chosen).containsExactlyInAnyOrder(plain, marked);
  }

  @Test
  void choosesNoneWhenEveryWeightIsZero() {
    assertThat(WeightedChoice.choose(List.of(new WeightedCluster("a", 0)), random)).isEmpty();
    assertThat(
            WeightedChoice.choose(
                List.of(new WeightedCluster("a", 0), new WeightedCluster("b", 0)), random))
        .isEmpty();
  }

  @Test
  void doesNotOverflow() {
    List<WeightedCluster> clusters =
        List.of(
            new WeightedCluster("a", Integer.MAX_VALUE),
            new WeightedCluster("b", Integer.MAX_VALUE));

    assertThat(WeightedChoice.choose(clusters, random)).isPresent();
  }
}
