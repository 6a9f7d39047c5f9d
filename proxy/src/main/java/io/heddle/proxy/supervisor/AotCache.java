package io.heddle.proxy.supervisor;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier run of a program recorded for its next starts, beside the program's jar: loaded
 * classes, linked lambdas, profiles of methods.
 *
 * @param jar holds the program
 * @param file of the JVM that recorded it
 */
record AotCache(Path jar, Path file) {
  /**
   * A JVM warns on standard output of a cache that does not fit; without one it only starts slower.
   */
  private static final String SILENT = "-Xlog:aot*=off,cds*=off";

  /** Of the program of that name in the jar that {@code type} is from; empty outside of a jar. */
  static Optional<AotCache> of(Class<?> type, String program) {
    @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      return besides(Path.of(source.getLocation().toURI()), program);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  static Optional<AotCache> besides(Path jar, String program) {
    return Files.isRegularFile(jar)
        ? Optional.of(new AotCache(jar, jar.resolveSibling(program + ".aot")))
        : Optional.empty();
  }

  /** None when there is no cache, or one that is older than what it was made of. */
  List<String> flags() {
    try {
      return isFresh() ? List.of("-XX:AOTCache=" + file, SILENT) : List.of();
    } catch (IOException _) {
      return List.of();
    }
  }

  private boolean isFresh() throws IOException {
    return Files.isRegularFile(file)
        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) >= 0;
  }
}
