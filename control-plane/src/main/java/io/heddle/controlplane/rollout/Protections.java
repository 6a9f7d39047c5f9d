package io.heddle.controlplane.rollout;

import java.util.Set;

/**
 * Which of the protections of a rollout are in force; all but in experiments that show what each is
 * for.
 *
 * @param barrier an instance that stops waits until its clients have let go of it
 * @param gate an instance serves only once its application passes its checks and clients reach it
 */
public record Protections(boolean barrier, boolean gate) {
  public static final Protections ALL = new Protections(true, true);

  private static final Set<String> NAMES = Set.of("barrier", "gate");

  /** Whose environment is that of a whole session, like HEDDLE_WITHOUT, names these as well. */
  private static final Set<String> OF_SIDECARS = Set.of("unprocessed");

  /** All but the named ones. */
  public static Protections without(Set<String> names) {
    for (String name : names) {
      if (!NAMES.contains(name) && !OF_SIDECARS.contains(name)) {
        throw new IllegalArgumentException(
            "without: " + name + " (expected: barrier, gate, unprocessed)");
      }
    }
    return new Protections(!names.contains("barrier"), !names.contains("gate"));
  }
}
