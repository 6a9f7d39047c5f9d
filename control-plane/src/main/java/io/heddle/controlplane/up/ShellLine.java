package io.heddle.controlplane.up;

import java.util.List;

/** Runs a user's line by {@code sh}, so that whoever ends the shell ends all that it started. */
final class ShellLine {
  /**
   * The outer shell waits beside the line, for a shell hears no signal while a command runs; it
   * passes SIGTERM on to its process group, which is its own where its parent saw to it. The inner
   * one lets a command end that takes its time, and starts no further one.
   */
  private static final String SCRIPT =
      """
      trap 'trap "" TERM; kill -s TERM -- "-$$" 2>/dev/null || kill -s TERM "$child"' TERM
      exec 3<&0
      (trap 'exit 143' TERM; eval "$1") <&3 3<&- &
      child=$!
      exec 3<&-
      wait "$child"
      code=$?
      while kill -s 0 "$child" 2>/dev/null; do
        wait "$child"
        code=$?
      done
      exit "$code"
      """;

  private ShellLine() {}

  static List<String> command(String line) {
    return List.of("sh", "-c", SCRIPT, "sh", line);
  }
}
