package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.controlplane.cli.Explanation.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the request that an application sees differs from the one that was sent. */
final class RequestEdits {
  private RequestEdits() {}

  static List<String> of(Question sent, JsonNode seen) {
    List<String> edits = new ArrayList<>();
    String path = seen.path("path").asText(sent.request().path());
    if (!path.equals(sent.request().path())) {
      edits.add("path " + path);
    }
    String authority = seen.path("authority").asText(sent.request().authority());
    if (!authority.equals(sent.request().authority())) {
      edits.add("host " + authority);
    }
    edits.addAll(ofHeaders(headers(sent), headers(seen.path("headers"))));
    return edits;
  }

  private static List<String> ofHeaders(
      SortedMap<String, List<String>> sent, SortedMap<String, List<String>> seen) {
    List<String> edits = new ArrayList<>();
    seen.forEach((name, values) -> {
      if (!values.equals(sent.get(name))) {
        edits.add("header " + name + ": " + String.join(", ", values));
      }
    });
    sent.keySet().stream()
        .filter(name -> !seen.containsKey(name))
        .forEach(name -> edits.add("without header " + name));
    return edits;
  }

  private static SortedMap<String, List<String>> headers(Question sent) {
    SortedMap<String, List<String>> headers = new TreeMap<>();
    sent.headers().forEach(header -> add(header.name(), header.value(), headers));
    return headers;
  }

  private static SortedMap<String, List<String>> headers(JsonNode list) {
    SortedMap<String, List<String>> headers = new TreeMap<>();
    list.forEach(it -> add(it.path("name").asText(), it.path("value").asText(), headers));
    return headers;
  }

  private static void add(String name, String value, SortedMap<String, List<String>> headers) {
    headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>()).add(value);
  }
}
