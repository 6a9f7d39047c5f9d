package io.heddle.proxy.cluster.balance;

import java.util.random.RandomGenerator;

/** One after the other, from a random start so that many proxies do not march in step. */
public final class RoundRobin implements Balancer {
  private int next;

  public RoundRobin(RandomGenerator random) {
    next = random.nextInt(Integer.MAX_VALUE);
  }

  @Override
  public int choose(Candidates candidates) {
    int index = Math.floorMod(next, candidates.size());
    next++;
    return index;
  }
}
