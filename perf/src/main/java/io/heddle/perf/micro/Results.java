package io.heddle.perf.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JMH's JSON, without what is about this host's folders. */
record Results(JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Results read(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    if (!json.isArray() || json.isEmpty()) {
      throw new IOException(file + ": no results (expected: an array of them)");
    }
    for (JsonNode entry : json) {
      if (entry instanceof ObjectNode result) {
        var _ = result.remove("jvm");
      }
    }
    return new Results(json);
  }

  List<Measured> measured() {
    List<Measured> all = new ArrayList<>();
    json.forEach(entry -> all.add(Measured.of(entry)));
    return all;
  }

  String text() throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  /** Writes data and page; the page's file. */
  Path write(String page, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("micro.json"), text());
    return Files.writeString(folder.resolve("micro.md"), page);
  }
}
