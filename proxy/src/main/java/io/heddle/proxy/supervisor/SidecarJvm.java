package io.heddle.proxy.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the JVM of a sidecar is started. */
public final class SidecarJvm {
  /** One flag a line; the launcher hands the same file to {@code java @FILE}. */
  private static final String FLAGS = "sidecar-jvm.args";

  private static final String PROGRAM = "sidecar";

  private static final Pattern OWN_CACHE =
      Pattern.compile("-Xshare.*|-XX:(AOT|SharedArchiveFile|ArchiveClassesAtExit).*");

  private static final String USER_OPTIONS = "HEDDLE_SIDECAR_JAVA_OPTIONS";

  /** One malloc arena: a sidecar's threads hardly allocate there, and each arena costs memory. */
  public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1");

  private SidecarJvm() {}

  /** A command that runs {@code mainClass} like this process's, with a sidecar's flags. */
  public static List<String> command(String mainClass, List<String> arguments) {
    List<String> userOptions = userOptions(System.getenv());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    command.addAll(cache(userOptions, AotCache.of(SidecarJvm.class, PROGRAM)));
    command.addAll(userOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** A JVM does not start with the flags of a cache and some others on the same matter. */
  static List<String> cache(List<String> userOptions, Optional<AotCache> cache) {
    boolean conflict = userOptions.stream().anyMatch(OWN_CACHE.asMatchPredicate());
    return conflict ? List.of() : cache.map(AotCache::flags).orElse(List.of());
  }

  /** What the user adds, separated by blanks; for a JVM the last of contradicting flags counts. */
  static List<String> userOptions(Map<String, String> environment) {
    return Pattern.compile("\\s+")
        .splitAsStream(environment.getOrDefault(USER_OPTIONS, ""))
        .filter(option -> !option.isEmpty())
        .toList();
  }

  static List<String> flags() {
    try (InputStream file = SidecarJvm.class.getResourceAsStream(FLAGS)) {
      if (file == null) {
        throw new IllegalStateException(FLAGS + ": missing (expected: beside SidecarJvm)");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
