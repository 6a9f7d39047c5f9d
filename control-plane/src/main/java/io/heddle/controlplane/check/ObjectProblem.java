package io.heddle.controlplane.check;

/**
 * Something that is wrong with an object.
 *
 * @param reason of its condition
 * @param object empty when it cannot be told
 */
public record ObjectProblem(String reason, String source, String object, String message) {
  String line() {
    return source + (object.isEmpty() ? "" : " " + object) + ": " + message;
  }
}
