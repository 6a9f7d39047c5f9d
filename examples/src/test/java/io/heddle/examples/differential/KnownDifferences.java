package io.heddle.examples.differential;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What docs/differences.md explains, as each party's outcome by rules and request. */
final class KnownDifferences {
  private static final String FILE = "/differential/differences.json";

  /** Envoy's own address, which is another one on another machine. */
  private static final Pattern ADDRESS = Pattern.compile("x-forwarded-for: [0-9.]+");

  private KnownDifferences() {}

  static Map<String, Map<String, String>> read() throws IOException {
    try (InputStream in = KnownDifferences.class.getResourceAsStream(FILE)) {
      return new ObjectMapper().readValue(in, new TypeReference<>() {});
    }
  }

  /** In the form of the file. */
  static Map<String, Map<String, String>> of(List<Comparison.Difference> differences) {
    Map<String, Map<String, String>> found = new TreeMap<>();
    for (Comparison.Difference difference : differences) {
      found.put(
          difference.set().name() + " / " + difference.request(),
          Map.of("envoy", text(difference.envoy()), "sidecar", text(difference.sidecar())));
    }
    return found;
  }

  private static String text(String outcome) {
    return ADDRESS.matcher(outcome).replaceAll("x-forwarded-for: ADDRESS");
  }
}
