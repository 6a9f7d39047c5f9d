package io.heddle.examples.demo;

import java.util.List;
import java.util.Set;

/**
 * One part of the demo: a mesh, a load, and what is done to the catalog meanwhile.
 *
 * @param name short, of letters: request ids begin with it
 * @param replicas of each service
 * @param rollouts the versions that the catalog is rolled to, in order
 * @param times of its mesh
 */
public record PartPlan(
    String name,
    Set<Protection> without,
    int requestsPerSecond,
    int replicas,
    List<String> rollouts,
    Disturbance disturbance,
    long seed,
    MeshTimes times) {
  public static final int REPLICAS = 3;
  public static final String FIRST_VERSION = "v1";
  public static final String SECOND_VERSION = "v2";
  public static final String BROKEN_VERSION = "broken";

  /** What else happens to the catalog. */
  public enum Disturbance {
    NONE,
    /** The application of an additional replica is killed; its sidecar stays, its port refuses. */
    KILL_APPLICATION
  }

  public PartPlan {
    without = Set.copyOf(without);
    rollouts = List.copyOf(rollouts);
  }

  /** With the usual times. */
  public PartPlan(
      String name,
      Set<Protection> without,
      int requestsPerSecond,
      int replicas,
      List<String> rollouts,
      Disturbance disturbance,
      long seed) {
    this(
        name, without, requestsPerSecond, replicas, rollouts, disturbance, seed, MeshTimes.DEFAULT);
  }

  /** One rollout, and a kill where the mark that would make up for it is off. */
  public static PartPlan unprotected(Set<Protection> without, int rate, long seed) {
    Disturbance disturbance =
        without.contains(Protection.UNPROCESSED) ? Disturbance.KILL_APPLICATION : Disturbance.NONE;
    return new PartPlan("a", without, rate, REPLICAS, List.of(SECOND_VERSION), disturbance, seed);
  }

  /** All protections on; of two rollouts or more, the middle one goes to the broken version. */
  public static PartPlan protectedBy(int rollouts, int rate, long seed) {
    return new PartPlan(
        "b", Set.of(), rate, REPLICAS, Versions.of(rollouts), Disturbance.NONE, seed);
  }

  /** A mesh for a test that does to it what it likes. */
  public static PartPlan undisturbed(String name, int replicas, int rate, long seed) {
    return new PartPlan(name, Set.of(), rate, replicas, List.of(), Disturbance.NONE, seed);
  }

  public PartPlan withTimes(MeshTimes newTimes) {
    return new PartPlan(
        name, without, requestsPerSecond, replicas, rollouts, disturbance, seed, newTimes);
  }
}
