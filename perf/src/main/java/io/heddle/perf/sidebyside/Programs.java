package io.heddle.perf.sidebyside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for the programs of the peers: what a variable names, what is on the path, what is kept.
 */
final class Programs {
  private static final Pattern VERSION = Pattern.compile("version:? .*?([0-9]+(?:\\.[0-9]+)+)");

  /** Where servers are installed, which is on the path of root alone. */
  private static final List<String> ALSO = List.of("/usr/local/sbin", "/usr/sbin");

  private final Map<String, String> environment;
  private final Path kept;

  /**
   * @param kept the folder of programs that were unpacked for the harness
   */
  Programs(Map<String, String> environment, Path kept) {
    this.environment = Map.copyOf(environment);
    this.kept = kept;
  }

  Path kept() {
    return kept;
  }

  /** What {@code HEDDLE_<NAME>} names, else the first of that name in the usual folders. */
  Optional<Path> find(String name) {
    String named = environment.get(variable(name));
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    String path = environment.getOrDefault("PATH", "");
    Stream<Path> folders =
        Stream.concat(Stream.of(path.split(":", -1)), ALSO.stream())
            .filter(folder -> !folder.isEmpty())
            .map(Path::of);
    return Stream.concat(folders, Stream.of(kept.resolve("usr/sbin")))
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  static String variable(String name) {
    return "HEDDLE_" + name.toUpperCase(Locale.ROOT);
  }

  /** Asks the program for its version; fails where it does not run. */
  static Program checked(Path file, String versionFlag) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(file.toString(), versionFlag).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int code = process.waitFor();
    Matcher matcher = VERSION.matcher(said);
    if (code != 0 || !matcher.find()) {
      throw new IOException(
          "%s %s ended with %d: %s (expected: its version)"
              .formatted(file, versionFlag, code, said.lines().findFirst().orElse("")));
    }
    return new Program(file, matcher.group(1));
  }
}
