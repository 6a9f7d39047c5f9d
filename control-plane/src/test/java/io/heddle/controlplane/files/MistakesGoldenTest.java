package io.heddle.controlplane.files;

import io.heddle.controlplane.Golden;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told about each mistake, and which objects are in force all the same. */
class MistakesGoldenTest {
  private static final String FOLDER = "files";

  static List<String> cases() throws IOException {
    return Golden.cases(FOLDER);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void reportsAsRecorded(String name) throws IOException {
    ObjectSet objects =
        FileSource.read(new TreeMap<>(Map.of("mesh.yaml", Golden.in(FOLDER, name))));

    Golden.check(FOLDER, name, "txt", report(objects));
  }

  private static String report(ObjectSet objects) {
    Stream<String> problems =
        objects.problems().stream().map(problem -> severity(problem) + " " + problem);
    Stream<String> inForce =
        objects.entries().keySet().stream().map(ObjectName::toString).map("in force "::concat);
    return String.join("\n", Stream.concat(problems, inForce).toList()) + "\n";
  }

  private static String severity(Problem problem) {
    return problem.isError() ? "error  " : "warning";
  }
}
