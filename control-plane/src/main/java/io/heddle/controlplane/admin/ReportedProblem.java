package io.heddle.controlplane.admin;

/**
 * Something an operator should know.
 *
 * @param reason as a condition says it; {@code Rejected} by a proxy, {@code NotKept} on the disk
 * @param source where it was found: a file and line, or what keeps it
 * @param object that it concerns; empty when it cannot be told
 */
public record ReportedProblem(
    Severity severity, String reason, String source, String object, String message) {
  /** How bad it is. */
  public enum Severity {
    /** Something is not in force. */
    ERROR,
    /** Everything is in force, but not as somebody may think. */
    WARNING
  }
}
