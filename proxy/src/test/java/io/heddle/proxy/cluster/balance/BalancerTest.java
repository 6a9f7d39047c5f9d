package io.heddle.proxy.cluster.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Which endpoint gets the next request. */
final class BalancerTest {
  private static final int ROUNDS = 9_000;

  /** Endpoints whose state a test sets. */
  private record Fixed(List<Double> loads, List<Double> millis) implements Candidates {
    static Fixed of(List<Double> loads, double... millis) {
      return new Fixed(loads, DoubleStream.of(millis).boxed().toList());
    }

    @Override
    public int size() {
      return loads.size();
    }

    @Override
    public double inFlight(int index) {
      return loads.get(index);
    }

    @Override
    public double serviceMillis(int index) {
      return millis.get(index);
    }
  }

  private static int[] counts(Balancer balancer, Candidates candidates) {
    int[] counts = new int[candidates.size()];
    for (int i = 0; i < ROUNDS; i++) {
      counts[balancer.choose(candidates)]++;
    }
    return counts;
  }

  private static List<Double> loads(double... loads) {
    return DoubleStream.of(loads).boxed().toList();
  }

  @Test
  void roundRobinGivesEachTheSame() {
    int[] counts =
        counts(
            new RoundRobin(new SplittableRandom(1)),
            Fixed.of(loads(5, 0, 9), Candidates.UNKNOWN, 1, 100));

    assertThat(counts).containsExactly(ROUNDS / 3, ROUNDS / 3, ROUNDS / 3);
  }

  @Test
  void leastRequestPrefersTheLessLoadedWhenNothingElseIsKnown() {
    int[] counts =
        counts(
            new LeastRequest(new SplittableRandom(2)),
            Fixed.of(loads(0, 5, 5), Candidates.UNKNOWN, Candidates.UNKNOWN, Candidates.UNKNOWN));

    // It is one of the two that are drawn in two of three cases.
    assertThat(counts[0]).isCloseTo(ROUNDS * 2 / 3, within(200));
  }

  @Test
  void leastRequestPrefersTheQuickerOfTwoThatAreNotHot() {
    int[] counts =
        counts(new LeastRequest(new SplittableRandom(3)), Fixed.of(loads(1, 1, 1), 80, 20, 50));

    assertThat(counts[1]).isCloseTo(ROUNDS * 2 / 3, within(200));
    assertThat(counts[0]).isZero();
  }

  @Test
  void leastRequestKeepsAwayFromAHotOneHoweverQuickItIs() {
    int[] counts =
        counts(
            new LeastRequest(new SplittableRandom(4)),
            Fixed.of(loads(1, 1, 50, 1, 1, 1), 40, 40, 1, 40, 40, 40));

    assertThat(counts[2]).isZero();
  }

  @Test
  void leastRequestSpreadsEvenlyOverEquals() {
    int[] counts =
        counts(new LeastRequest(new SplittableRandom(5)), Fixed.of(loads(2, 2, 2), 30, 30, 30));

    for (int count : counts) {
      assertThat(count).isCloseTo(ROUNDS / 3, within(250));
    }
  }

  @Test
  void oneEndpointNeedsNoChoice() {
    assertThat(new LeastRequest(new SplittableRandom(6)).choose(Fixed.of(loads(100), 1_000)))
        .isZero();
  }
}
