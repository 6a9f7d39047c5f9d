package io.heddle.controlplane.status;

/** What an object's author is told about one aspect of it; Gateway API's form and words. */
public record Condition(String type, Status status, String reason, String message) {
  static final String ACCEPTED = "Accepted";
  static final String RESOLVED_REFS = "ResolvedRefs";

  static Condition holds(String type) {
    return new Condition(type, Status.TRUE, type, "");
  }

  static Condition fails(String type, String reason, String message) {
    return new Condition(type, Status.FALSE, reason, message);
  }

  /** Whether it holds. */
  public enum Status {
    TRUE,
    FALSE
  }
}
