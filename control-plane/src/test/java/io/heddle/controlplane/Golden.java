package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Cases that are files: {@code NAME.in.yaml} goes in, {@code NAME.out.yaml} must come out. */
public final class Golden {
  private static final String IN = ".in.yaml";

  private Golden() {}

  /** The names of the cases in a folder of the test resources, sorted. */
  public static List<String> cases(String folder) throws IOException {
    try (Stream<Path> paths = Files.list(directory(folder))) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(IN))
          .map(name -> name.substring(0, name.length() - IN.length()))
          .sorted()
          .toList();
    }
  }

  public static String in(String folder, String name) throws IOException {
    return Files.readString(directory(folder).resolve(name + IN));
  }

  /** With {@code -Dgolden.update=true} what came out is recorded instead. */
  public static void check(String folder, String name, String extension, String actual)
      throws IOException {
    Path out = directory(folder).resolve(name + ".out." + extension);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(out, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(out));
  }

  private static Path directory(String folder) {
    return Path.of("src/test/resources").resolve(folder);
  }
}
