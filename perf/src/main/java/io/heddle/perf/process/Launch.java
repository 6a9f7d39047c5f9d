package io.heddle.perf.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param environment added to the harness's own
 * @param log where its output goes
 */
public record Launch(
    String name, List<String> command, Map<String, String> environment, Path log, Place place) {
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** On which processors a process runs. */
  public enum Place {
    /** Where what is measured runs, and nothing else. */
    MEASURED,
    /** Where the harness runs, with whatever else it needs. */
    HARNESS
  }
}
