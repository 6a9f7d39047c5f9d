package io.heddle.proxy.cluster.balance;

/** Chooses one of several endpoints; one for each cluster and event loop. */
public interface Balancer {
  /**
   * The index of the candidate chosen.
   *
   * @param candidates at least one
   */
  int choose(Candidates candidates);
}
