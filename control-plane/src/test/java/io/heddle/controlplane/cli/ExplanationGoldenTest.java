package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.controlplane.Golden;
import io.heddle.controlplane.cli.Explanation.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How an answer reads: {@code explain/NAME.in.json} as {@code explain/NAME.out.txt}. */
final class ExplanationGoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IN = ".in.json";
  private static final Path FOLDER = Path.of("src/test/resources/explain");

  static List<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(IN))
          .map(name -> name.substring(0, name.length() - IN.length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsLikeThis(String name) throws Exception {
    JsonNode in = JSON.readTree(Files.readString(FOLDER.resolve(name + IN)));
    StringWriter out = new StringWriter();

    new ExplanationText(Explanation.of(question(in), in)).print(new PrintWriter(out));

    Golden.check("explain", name, "txt", out.toString());
  }

  @Test
  void thereAreCases() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(5);
  }

  private static Question question(JsonNode in) {
    return new Question(
        RequestLine.parse(in.path("request").asText()).orElseThrow(),
        in.path("headers")
            .valueStream()
            .map(it -> new RequestHeader.Converter().convert(it.asText()))
            .toList(),
        new Caller.Converter().convert(in.path("from").asText()),
        in.at("/answers/0/listener").asText());
  }
}
