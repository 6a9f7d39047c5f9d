package io.heddle.controlplane.files;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A thread of its own that reads the files again when they may have changed. */
public final class FileWatch implements AutoCloseable {
  /** Whoever saves a file does so in several steps; none of them is meant to be read. */
  private static final long SETTLE_MILLIS = 100;

  /** Files are read again after this even if nobody said they changed: notices get lost. */
  private static final long RESCAN_MILLIS = 5_000;

  private final WatchService notices;
  private final Supplier<ObjectSet> reload;
  private final Executor executor;
  private final Consumer<ObjectSet> listener;
  private ObjectSet known;

  private FileWatch(
      WatchService notices,
      Supplier<ObjectSet> reload,
      ObjectSet known,
      Executor executor,
      Consumer<ObjectSet> listener) {
    this.notices = notices;
    this.reload = reload;
    this.known = known;
    this.executor = executor;
    this.listener = listener;
  }

  static FileWatch start(
      Path directory,
      Supplier<ObjectSet> reload,
      ObjectSet known,
      Executor executor,
      Consumer<ObjectSet> listener)
      throws IOException {
    WatchService notices = directory.getFileSystem().newWatchService();
    directory.register(
        notices,
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE);
    FileWatch watch = new FileWatch(notices, reload, known, executor, listener);
    Thread.ofPlatform().name("files").daemon().start(watch::run);
    return watch;
  }

  /** Ends the watch; what was read already may still be delivered. */
  @Override
  public void close() throws IOException {
    notices.close();
  }

  private void run() {
    try {
      while (true) {
        var _ = noticeWithin(RESCAN_MILLIS);
        readWhenSettled();
      }
    } catch (ClosedWatchServiceException e) {
      // Closed: the end that was asked for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readWhenSettled() throws InterruptedException {
    ObjectSet read;
    do {
      while (noticeWithin(SETTLE_MILLIS)) {
        // Wait on: the last change was less than the time to settle ago.
      }
      read = reload.get();
      // A change while reading may have been read by half.
    } while (noticeWithin(0));
    if (!read.equals(known)) {
      known = read;
      ObjectSet news = read;
      executor.execute(() -> listener.accept(news));
    }
  }

  private boolean noticeWithin(long millis) throws InterruptedException {
    @Nullable WatchKey key = notices.poll(millis, TimeUnit.MILLISECONDS);
    if (key == null) {
      return false;
    }
    key.pollEvents();
    key.reset();
    return true;
  }
}
