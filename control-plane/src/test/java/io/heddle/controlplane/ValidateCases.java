package io.heddle.controlplane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code heddle validate} is tried with: {@code validate/NAME.yaml} has mistakes, the folders
 * of {@code valid} have none.
 */
public final class ValidateCases {
  private static final Path MISTAKES = Path.of("src/test/resources/validate");
  private static final Path VALID = Path.of("src/test/resources/valid");
  private static final String YAML = ".yaml";

  private ValidateCases() {}

  /** The names of the files with mistakes, sorted. */
  public static List<String> mistakes() throws IOException {
    return names(MISTAKES).stream()
        .filter(name -> name.endsWith(YAML))
        .map(name -> name.substring(0, name.length() - YAML.length()))
        .toList();
  }

  /** All files of the folder that has these. */
  public static List<String> filesOfMistakes() throws IOException {
    return names(MISTAKES);
  }

  /** The folders without any, sorted. */
  public static List<Path> valid() throws IOException {
    return names(VALID).stream().map(VALID::resolve).filter(Files::isDirectory).toList();
  }

  /** Puts a copy of the file with mistakes into the folder. */
  public static void copy(String mistake, Path folder) throws IOException {
    // As a whole, for whoever may be reading the folder.
    Path copy = folder.resolve(mistake + ".copy");
    Files.copy(MISTAKES.resolve(mistake + YAML), copy);
    Files.move(copy, folder.resolve(mistake + YAML));
  }

  /** Where the text is that is expected for the file with mistakes. */
  public static Path expected(String mistake) {
    return MISTAKES.resolve(mistake + ".txt");
  }

  /** Where the text is that is expected for the folder without any. */
  public static Path expected(Path valid) {
    return VALID.resolve(valid.getFileName() + ".txt");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
