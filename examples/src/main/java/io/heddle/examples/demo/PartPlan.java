package io.heddle.examples.demo;

import java.util.List;
import java.util.Set;

/**
 * One part of the demo: a mesh, a load, and what is done to the catalog meanwhile.
 *
 * @param name short, of letters: request ids begin with it
 * @param replicas of each service
 * @param rollouts the versions that the catalog is rolled to, in order
 * @param kills how often the application of an additional catalog replica is killed; its sidecar
 *     stays, its port refuses for a while, then it is started again
 * @param postShare of the requests, 0 to 1; the others are GETs
 * @param times of its mesh
 * @param strangers whether programs that are not Heddle's take xDS from its control plane
 */
public record PartPlan(
    String name,
    Set<Protection> without,
    int requestsPerSecond,
    int replicas,
    List<String> rollouts,
    int kills,
    long seed,
    double postShare,
    MeshTimes times,
    Strangers strangers) {
  public static final int REPLICAS = 3;
  public static final String FIRST_VERSION = "v1";
  public static final String SECOND_VERSION = "v2";
  public static final String BROKEN_VERSION = "broken";

  private static final double POST_SHARE = 0.2;

  /** Such as an Envoy. */
  public enum Strangers {
    NONE,
    SERVED
  }

  public PartPlan {
    without = Set.copyOf(without);
    rollouts = List.copyOf(rollouts);
  }

  /** With the usual times and share of POSTs. */
  public PartPlan(
      String name,
      Set<Protection> without,
      int requestsPerSecond,
      int replicas,
      List<String> rollouts,
      int kills,
      long seed) {
    this(
        name,
        without,
        requestsPerSecond,
        replicas,
        rollouts,
        kills,
        seed,
        POST_SHARE,
        MeshTimes.DEFAULT,
        Strangers.NONE);
  }

  /** One rollout, and a kill where the mark that would make up for it is off. */
  public static PartPlan unprotected(Set<Protection> without, int rate, long seed) {
    int kills = without.contains(Protection.UNPROCESSED) ? 1 : 0;
    return new PartPlan("a", without, rate, REPLICAS, List.of(SECOND_VERSION), kills, seed);
  }

  /** All protections on; of two rollouts or more, the middle one goes to the broken version. */
  public static PartPlan protectedBy(int rollouts, int rate, long seed) {
    return new PartPlan("b", Set.of(), rate, REPLICAS, Versions.of(rollouts), 0, seed);
  }

  /** A mesh for a test that does to it what it likes. */
  public static PartPlan undisturbed(String name, int replicas, int rate, long seed) {
    return new PartPlan(name, Set.of(), rate, replicas, List.of(), 0, seed);
  }

  public PartPlan withTimes(MeshTimes newTimes) {
    return with(postShare, newTimes, strangers);
  }

  public PartPlan withPostShare(double share) {
    return with(share, times, strangers);
  }

  public PartPlan servingStrangers() {
    return with(postShare, times, Strangers.SERVED);
  }

  private PartPlan with(double newShare, MeshTimes newTimes, Strangers newStrangers) {
    return new PartPlan(
        name,
        without,
        requestsPerSecond,
        replicas,
        rollouts,
        kills,
        seed,
        newShare,
        newTimes,
        newStrangers);
  }
}
