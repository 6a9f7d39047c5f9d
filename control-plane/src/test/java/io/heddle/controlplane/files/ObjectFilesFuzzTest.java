package io.heddle.controlplane.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heddle.controlplane.model.Parsed;
import io.heddle.controlplane.model.Problem;
import java.util.Map;
import java.util.TreeMap;

/** Any text as a file of objects and as a heddle.yaml: what is wrong with it is told. */
final class ObjectFilesFuzzTest {
  @FuzzTest
  void isInForceOrTheProblemIsTold(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    ObjectSet objects = FileSource.read(new TreeMap<>(Map.of("mesh.yaml", text)));
    objects.problems().forEach(ObjectFilesFuzzTest::isTold);
    if (!objects.rejected().isEmpty()) {
      assertThat(objects.problems()).anyMatch(Problem::isError);
    }
    if (HostFileReader.read("heddle.yaml", text)
        instanceof Parsed.Rejected<HostFile>(var problems)) {
      assertThat(problems).isNotEmpty();
      problems.forEach(ObjectFilesFuzzTest::isTold);
    }
  }

  private static void isTold(Problem problem) {
    assertThat(problem.message()).isNotBlank();
    assertThat(problem.place().line()).isPositive();
  }
}
