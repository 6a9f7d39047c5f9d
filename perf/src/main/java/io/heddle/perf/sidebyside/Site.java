package io.heddle.perf.sidebyside;

import io.heddle.perf.process.ProcessGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a pair is put up.
 *
 * @param directory new, for its files
 */
record Site(Path directory, FreePorts ports, int backendPort, ProcessGroup processes) {
  /** The same with a new directory below this one. */
  Site within(String name) throws IOException {
    Path below = Files.createDirectories(directory.resolve(name));
    return new Site(below, ports, backendPort, processes);
  }

  Path log(String process) {
    return directory.resolve(process + ".log");
  }
}
