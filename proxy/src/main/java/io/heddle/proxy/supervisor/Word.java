package io.heddle.proxy.supervisor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What a supervisor and its sidecar say to each other, one word a line. */
public enum Word {
  /** To the sidecar: stop being called. */
  DRAIN,
  /** To the sidecar: and do not wait for it. */
  HASTEN,
  /** To the sidecar: nobody needs it any more; finish and exit. */
  APPLICATION_EXITED,
  /** From the sidecar: its ports are open and its configuration is in force. */
  STARTED,
  /** From the sidecar: clients have let go, the application may be asked to stop. */
  DRAINED;

  /** Sets words apart from everything else on the sidecar's standard output. */
  private static final String MARK = "@heddle ";

  private static final String APPLICATION = MARK + "application ";

  public String line() {
    return MARK + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Tells the sidecar which process its application is. */
  static String applicationLine(long pid) {
    return APPLICATION + pid;
  }

  /** The application's process id, if the line tells it. */
  public static OptionalLong applicationPid(String line) {
    return line.startsWith(APPLICATION)
        ? OptionalLong.of(Long.parseLong(line.substring(APPLICATION.length())))
        : OptionalLong.empty();
  }

  public static Optional<Word> of(String line) {
    return Arrays.stream(values()).filter(word -> word.line().equals(line)).findFirst();
  }
}
