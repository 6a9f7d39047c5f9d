package io.heddle.examples.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes a package from PyPI into a folder of the build. */
public final class PythonPackage {
  private PythonPackage() {}

  /** What pip said; whether that was a success is seen in the folder. */
  public static String install(String requirement, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path log = folder.resolve("install.log");
    try {
      int code =
          new ProcessBuilder(
                  "python3",
                  "-m",
                  "pip",
                  "install",
                  "--quiet",
                  "--target",
                  folder.toString(),
                  requirement)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      return "pip ended with " + code + ": " + Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
