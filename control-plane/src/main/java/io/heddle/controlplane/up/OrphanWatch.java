package io.heddle.controlplane.up;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Notices that {@code heddle up}, which started this process, is gone: it holds the other end of
 * standard input, and says nothing there.
 */
public final class OrphanWatch {
  /** Set for the processes that {@code heddle up} starts. */
  public static final String STARTED_BY_UP = "HEDDLE_STARTED_BY_UP";

  private OrphanWatch() {}

  public static void start(InputStream in, Runnable onOrphaned) {
    Thread.ofPlatform()
        .daemon()
        .name("orphan-watch")
        .start(() -> {
          try {
            in.transferTo(OutputStream.nullOutputStream());
          } catch (IOException _) {
            // The same as its end.
          }
          onOrphaned.run();
        });
  }
}
