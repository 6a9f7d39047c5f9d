package io.heddle.controlplane.check;

import java.util.List;

/**
 * What was seen of one thing.
 *
 * @param hint what to do; empty when nothing has to be done
 * @param subjects what it is about: files, instances, objects
 */
public record Finding(Status status, String summary, String hint, List<String> subjects) {
  private static final int SHOWN = 3;

  public Finding {
    subjects = List.copyOf(subjects);
  }

  static Finding ok(String summary) {
    return new Finding(Status.OK, summary, "", List.of());
  }

  static Finding warning(String summary, String hint) {
    return new Finding(Status.WARNING, summary, hint, List.of());
  }

  static Finding failed(String summary, String hint) {
    return new Finding(Status.FAILED, summary, hint, List.of());
  }

  static Finding skipped(String why) {
    return new Finding(Status.SKIPPED, why, "", List.of());
  }

  /** Fails when there is any of what must not be. */
  static Finding noneOf(List<String> subjects, String ok, String what, String hint) {
    return subjects.isEmpty() ? ok(ok) : about(Status.FAILED, subjects, what, hint);
  }

  /** Warns when there is any of what should not be. */
  static Finding betterNone(List<String> subjects, String ok, String what, String hint) {
    return subjects.isEmpty() ? ok(ok) : about(Status.WARNING, subjects, what, hint);
  }

  private static Finding about(Status status, List<String> subjects, String what, String hint) {
    List<String> first = subjects.subList(0, Math.min(SHOWN, subjects.size()));
    int more = subjects.size() - first.size();
    String summary =
        what + ": " + String.join("; ", first) + (more > 0 ? "; and " + more + " more" : "");
    return new Finding(status, summary, hint, subjects);
  }

  /** {@code 1 file}, {@code 2 files}. */
  static String counted(int count, String noun) {
    return counted(count, noun, noun + "s");
  }

  static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
