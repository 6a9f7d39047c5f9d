package io.heddle.perf.controlplane;

import io.heddle.perf.streams.Arrivals;
import io.heddle.perf.streams.Fleet;
import io.heddle.perf.streams.Sighting;
import io.heddle.perf.streams.Sighting.Looks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One endpoint of a slice leaves and comes back, by saving its file. */
final class FileFlips {
  private final Path files;
  private final Fleet callers;
  private final Waiting waiting;

  FileFlips(Path files, Fleet callers, Waiting waiting) {
    this.files = files;
    this.callers = callers;
    this.waiting = waiting;
  }

  List<Change> run(int count) throws IOException, InterruptedException, OutOfTimeException {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i += 2) {
      changes.add(save(Flips.LEAVES, Looks.ABSENT, "ready: false"));
      changes.add(save(Flips.COMES, Looks.TAKES_REQUESTS, "ready: true"));
    }
    return changes;
  }

  private Change save(String what, Looks looks, String condition)
      throws IOException, InterruptedException, OutOfTimeException {
    MeshObjects.FileEndpoint endpoint = MeshObjects.byFile();
    Arrivals arrivals =
        callers.expect(new Sighting(endpoint.resource(), endpoint.host(), endpoint.port(), looks));
    long cause = System.nanoTime();
    MeshObjects.saveFlipped(files, condition);
    return waiting.seen(what, arrivals, cause);
  }
}
