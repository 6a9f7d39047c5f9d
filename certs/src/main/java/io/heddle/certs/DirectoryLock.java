package io.heddle.certs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps several processes that share a directory from changing it at once. Not reentrant. */
public final class DirectoryLock {
  /** Of this process; a file lock keeps out others only. */
  private static final Object OWN = new Object();

  private DirectoryLock() {}

  /** What is done meanwhile. */
  public interface Body<T, E extends Exception> {
    T run() throws IOException, E;
  }

  public static <T, E extends Exception> T locked(Path directory, Body<T, E> body)
      throws IOException, E {
    synchronized (OWN) {
      try (FileChannel channel =
              FileChannel.open(
                  directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        return body.run();
      }
    }
  }
}
