package io.heddle.controlplane.model;

/**
 * Where copies of a rule's requests go, whose answers nobody waits for.
 *
 * @param partsPerMillion how many of a million requests are copied
 * @param filter its place among the filters of the rule
 */
public record Mirror(Backend.Target target, int partsPerMillion, int filter) {
  public static final int ALL = 1_000_000;

  public Mirror {
    if (partsPerMillion < 0 || partsPerMillion > ALL) {
      throw new IllegalArgumentException(
          "partsPerMillion: " + partsPerMillion + " (expected: 0-" + ALL + ")");
    }
  }
}
