package io.heddle.examples.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The cases of cases.yaml. */
final class HandMadeCases {
  private static final String FILE = "/differential/cases.yaml";
  private static final ObjectMapper JSON = new ObjectMapper();

  private HandMadeCases() {}

  static List<RuleSet> read() throws IOException {
    try (InputStream in = HandMadeCases.class.getResourceAsStream(FILE)) {
      JsonNode loaded =
          JSON.valueToTree(
              new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromInputStream(in));
      List<RuleSet> sets = new ArrayList<>();
      for (JsonNode set : loaded) {
        sets.add(set(set));
      }
      return sets;
    }
  }

  private static RuleSet set(JsonNode set) {
    // JSON is YAML.
    List<String> rules = set.path("rules").valueStream().map(JsonNode::toString).toList();
    List<Request> requests =
        set.path("requests").valueStream().map(JsonNode::asText).map(Request::parse).toList();
    return new RuleSet(set.path("name").asText(), rules, "", requests);
  }
}
