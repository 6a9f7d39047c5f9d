package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.ValidateCases;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code heddle validate} says of each mistake, and that it says nothing of what is right. */
final class ValidateGoldenTest {
  @TempDir private Path folder = Path.of("");

  static List<String> mistakes() throws IOException {
    return ValidateCases.mistakes();
  }

  static List<Path> valid() throws IOException {
    return ValidateCases.valid();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void saysWhatIsWrong(String mistake) throws IOException {
    ValidateCases.copy(mistake, folder);
    StringWriter out = new StringWriter();

    assertThat(validate(folder, out)).isEqualTo(1);

    check(out.toString(), ValidateCases.expected(mistake));
    assertThat(out.toString().lines().count()).isGreaterThan(1);
    assertThat(out.toString().lines().toList().reversed().stream().skip(1))
        .allSatisfy(
            line -> assertThat(line).matches("\\Q" + mistake + ".yaml\\E:[1-9][0-9]*[ :].+"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void saysNothingOfWhatIsRight(Path valid) throws IOException {
    StringWriter out = new StringWriter();

    assertThat(validate(valid, out)).isZero();

    check(out.toString(), ValidateCases.expected(valid));
    assertThat(out.toString()).matches("[0-9]+ objects?, 0 problems\n");
  }

  @Test
  void thereIsATextForEachMistakeAndAMistakeForEachText() throws IOException {
    assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(ValidateCases.filesOfMistakes())
        .containsExactlyInAnyOrderElementsOf(
            mistakes().stream().flatMap(it -> Stream.of(it + ".yaml", it + ".txt")).toList());
  }

  private static int validate(Path path, StringWriter out) {
    return HeddleCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .execute("validate", path.toString());
  }

  private static void check(String actual, Path expected) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }
}
