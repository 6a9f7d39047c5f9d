package io.heddle.controlplane.check;

/**
 * What a check found.
 *
 * @param group what it is about, in a word or two
 */
public record CheckResult(String group, String id, Finding finding) {
  public Status status() {
    return finding.status();
  }
}
