package io.heddle.controlplane;

import io.heddle.controlplane.admin.MeshHop;
import io.heddle.controlplane.admin.UnansweredException;
import io.heddle.controlplane.files.FileSource;
import io.heddle.controlplane.files.FileWatch;
import io.heddle.controlplane.files.ObjectSet;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what users write to the mesh thread, in the order in which it was read. Any thread may use
 * it.
 */
final class FileFeed {
  private static final Logger log = LoggerFactory.getLogger(FileFeed.class);

  private final FileSource source;
  private final MeshHop mesh;
  private final LongSupplier ticker;
  private final Consumer consumer;

  FileFeed(FileSource source, MeshHop mesh, LongSupplier ticker, Consumer consumer) {
    this.source = source;
    this.mesh = mesh;
    this.ticker = ticker;
    this.consumer = consumer;
  }

  /** Called on the mesh thread. */
  interface Consumer {
    /** {@code readNanos}: when it was read. */
    void read(ObjectSet objects, long readNanos);
  }

  /** Reads the files once, and from then on whenever they change. */
  FileWatch start() throws IOException, UnansweredException {
    ObjectSet first = refresh();
    return source.watch(first, Runnable::run, _ -> again());
  }

  /**
   * Reads the files now; what they say is in force on the mesh thread when this returns. The lock
   * keeps an older reading from following a newer one.
   */
  synchronized ObjectSet refresh() throws UnansweredException {
    long readNanos = ticker.getAsLong();
    ObjectSet objects = source.reload();
    return mesh.ask(() -> {
      consumer.read(objects, readNanos);
      return objects;
    });
  }

  private void again() {
    try {
      refresh();
    } catch (UnansweredException e) {
      // What was read waits in the mesh thread's queue.
      log.warn("files: read, but not yet in force: {}", e.getMessage());
    } catch (IllegalStateException e) {
      // A mistake of ours must not end the watch: the next change may be taken over.
      log.error("files: not taken over", e);
    }
  }
}
