package io.heddle.examples.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * A process to start.
 *
 * @param log where the first part of its output is kept
 * @param readyPrefix what the line begins with by which the process says that it is ready
 */
public record Launch(String name, List<String> command, Path log, String readyPrefix) {
  public Launch {
    command = List.copyOf(command);
  }
}
