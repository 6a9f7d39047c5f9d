package io.heddle.examples.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Programs in Python with gRPC's own library, as a release of it has it. */
final class GrpcPython {
  private static final String PACKAGE = "grpcio==1.85.1";
  private static final Path FOLDER = Path.of("target", "grpc").toAbsolutePath();

  private GrpcPython() {}

  /** Installs the library into the build's folder at the first call; skips the test else. */
  static synchronized void require() throws IOException, InterruptedException {
    if (!Files.isDirectory(FOLDER.resolve("grpc"))) {
      String said = PythonPackage.install(PACKAGE, FOLDER);
      assumeTrue(Files.isDirectory(FOLDER.resolve("grpc")), "no " + PACKAGE + " here: " + said);
    }
  }

  /** A command line of one of the test's scripts. */
  static List<String> command(String script, Path bootstrap, String... arguments)
      throws IOException {
    Path file = FOLDER.resolve(script);
    try (InputStream text = GrpcPython.class.getResourceAsStream("/grpc/" + script)) {
      if (text == null) {
        throw new IOException(script + ": not there (expected: among the test's resources)");
      }
      Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "PYTHONPATH=" + FOLDER,
                "GRPC_XDS_BOOTSTRAP=" + bootstrap,
                "python3",
                file.toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
