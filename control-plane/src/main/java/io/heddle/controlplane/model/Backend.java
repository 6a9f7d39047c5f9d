package io.heddle.controlplane.model;

/**
 * Where a share of a rule's requests goes.
 *
 * @param weight of the share, in the sum of all of them
 * @param edits of what goes there, after those of the rule
 */
public record Backend(Target target, int weight, MessageEdits edits) {
  public Backend {
    if (weight < 0) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: >= 0)");
    }
  }

  /** What a {@code backendRef} names. */
  public sealed interface Target {
    /** A port of a service, which may not exist. */
    record OfService(ServiceName service, int port) implements Target {}

    /** A kind of object that nothing can be sent to. */
    record OfOtherKind(String group, String kind, String name) implements Target {}
  }
}
