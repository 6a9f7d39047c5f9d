package io.heddle.proxy.cluster.balance;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The better of two drawn at random. An endpoint is hot when it has more in flight than four fifths
 * of all have: a cold one beats a hot one, the quicker of two cold ones wins, the less loaded of
 * two hot ones.
 */
public final class LeastRequest implements Balancer {
  private static final double HOT_QUANTILE = 0.8;
  private static final int MIN_PICKS_BETWEEN_LOOKS = 16;

  private final RandomGenerator random;
  private double hotAbove = Double.MAX_VALUE;
  private int picksUntilLook;
  private double[] loads = new double[0];

  public LeastRequest(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public int choose(Candidates candidates) {
    int size = candidates.size();
    if (size == 1) {
      return 0;
    }
    if (picksUntilLook-- <= 0) {
      look(candidates);
    }
    int one = random.nextInt(size);
    int other = random.nextInt(size - 1);
    if (other >= one) {
      other++;
    }
    return better(candidates, one, other);
  }

  private int better(Candidates candidates, int one, int other) {
    double oneLoad = candidates.inFlight(one);
    double otherLoad = candidates.inFlight(other);
    boolean oneHot = oneLoad > hotAbove;
    boolean otherHot = otherLoad > hotAbove;
    if (oneHot != otherHot) {
      return oneHot ? other : one;
    }
    double oneMillis = candidates.serviceMillis(one);
    double otherMillis = candidates.serviceMillis(other);
    if (oneHot || oneMillis < 0 || otherMillis < 0 || oneMillis == otherMillis) {
      return otherLoad < oneLoad ? other : one;
    }
    return otherMillis < oneMillis ? other : one;
  }

  private void look(Candidates candidates) {
    int size = candidates.size();
    if (loads.length != size) {
      loads = new double[size];
    }
    for (int i = 0; i < size; i++) {
      loads[i] = candidates.inFlight(i);
    }
    Arrays.sort(loads);
    hotAbove = loads[(int) ((size - 1) * HOT_QUANTILE)];
    picksUntilLook = Math.max(MIN_PICKS_BETWEEN_LOOKS, size / 4);
  }
}
