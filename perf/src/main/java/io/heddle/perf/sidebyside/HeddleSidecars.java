package io.heddle.perf.sidebyside;

import io.heddle.perf.process.HeddleCommands;
import io.heddle.perf.process.Launch;
import io.heddle.perf.process.OutputLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How Heddle's sidecars are started, whoever tells them what to do.
 *
 * @param version that is measured
 * @param lines in which processes say that they are ready
 */
record HeddleSidecars(HeddleCommands commands, String version, OutputLines lines) {
  private static final String ANY_PORT = "127.0.0.1:0";

  /** The peers have one worker each; the C library's second heap is what the launcher forbids. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HEDDLE_LOOPS", "1", "MALLOC_ARENA_MAX", "1");

  /**
   * One of a pair.
   *
   * @param service whose sidecar it is
   */
  Launch launch(Site site, String service, List<String> admission, List<String> ports)
      throws IOException {
    Path state = Files.createDirectories(site.directory().resolve("state-" + service));
    List<String> arguments = new ArrayList<>(admission);
    arguments.addAll(ports);
    arguments.addAll(List.of("--state", state.toString()));
    arguments.addAll(List.of("--admin", ANY_PORT, "--health-listen", ANY_PORT));
    String name = "heddle-" + service;
    return new Launch(
        name, commands.sidecar(arguments), ENVIRONMENT, site.log(name), Launch.Place.MEASURED);
  }
}
