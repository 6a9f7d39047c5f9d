package io.heddle.examples.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heddle.examples.e2e.PythonPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A library of Python's, as a release of it has it. */
final class Python {
  private final Path folder;

  private Python(Path folder) {
    this.folder = folder;
  }

  /**
   * Installs it into the build's folder at the first call; skips the test where that fails.
   *
   * @param module a folder of the library
   */
  static synchronized Python require(String requirement, String module)
      throws IOException, InterruptedException {
    Programs.require("python3");
    Path folder = Path.of("target", "python-" + module).toAbsolutePath();
    if (!Files.isDirectory(folder.resolve(module))) {
      String said = PythonPackage.install(requirement, folder);
      assumeTrue(Files.isDirectory(folder.resolve(module)), "no " + requirement + " here: " + said);
    }
    return new Python(folder);
  }

  /** A command line of one of the test's scripts. */
  List<String> command(Path script, String... arguments) throws IOException {
    List<String> command = interpreter();
    command.add(script.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** A command line of a library that is a program itself. */
  List<String> module(String module, List<String> arguments) throws IOException {
    List<String> command = interpreter();
    command.addAll(List.of("-m", module));
    command.addAll(arguments);
    return command;
  }

  private List<String> interpreter() throws IOException {
    return new ArrayList<>(List.of("env", "PYTHONPATH=" + folder, Programs.require("python3")));
  }
}
