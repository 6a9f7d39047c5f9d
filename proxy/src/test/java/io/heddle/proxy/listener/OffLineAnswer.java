package io.heddle.proxy.listener;

import io.heddle.proxy.config.HeaderEdits.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** One answer of {@code heddle proxy evaluate}, held against what a sidecar really did. */
record OffLineAnswer(Map<?, ?> answer) {
  private static final List<String> FRAMING =
      List.of("content-length", "transfer-encoding", "connection");

  /** Which way it went, for counting. */
  String kind() {
    String action = text("action");
    return switch (action) {
      case "none", "respond" -> action + " " + answer.get("status");
      case "forward" -> shares().getFirst().get("error") == null ? action : "no cluster";
      default -> action;
    };
  }

  /** Empty when it is true. */
  List<String> differencesFrom(String response, List<String> forwarded) {
    return switch (kind()) {
      case "forward" -> forwarded(response, forwarded);
      case "no cluster" -> answered(response, forwarded, 404);
      case "redirect" -> fields(response, answered(response, forwarded, status()));
      default ->
          text("action").equals("none")
              ? answered(response, forwarded, status())
              : fields(response, answered(response, forwarded, status()));
    };
  }

  private static List<String> answered(String response, List<String> forwarded, int status) {
    List<String> differences = new ArrayList<>();
    if (!response.startsWith("HTTP/1.1 " + status + " ")) {
      differences.add("status: " + status);
    }
    forwarded.forEach(request -> differences.add("forwarded: " + request));
    return differences;
  }

  private List<String> fields(String response, List<String> differences) {
    List<Header> expected = unframed(headers(member(answer, "headers")));
    List<Header> found = unframed(parse(response));
    if (!expected.equals(found)) {
      differences.add("fields: " + expected + " and " + found);
    }
    return differences;
  }

  private List<String> forwarded(String response, List<String> forwarded) {
    if (forwarded.size() != 1) {
      return List.of("forwarded: " + forwarded.size() + " times");
    }
    List<String> differences = new ArrayList<>();
    for (Map<?, ?> share : shares()) {
      String expected = expectedAtApplication((Map<?, ?>) member(share, "request"));
      String found = atApplication(forwarded.getFirst());
      boolean possible = !member(share, "weight").equals(0);
      if (possible && expected.equals(found) && edited(share).equals(unframed(parse(response)))) {
        return List.of();
      }
      differences.add(expected + " " + edited(share) + " instead of " + found);
    }
    return differences;
  }

  private static String expectedAtApplication(Map<?, ?> request) {
    return request.get("method")
        + " "
        + request.get("path")
        + " to "
        + request.get("authority")
        + " "
        + unframed(headers(member(request, "headers")));
  }

  private static String atApplication(String head) {
    String line = head.substring(0, head.indexOf(" HTTP/1.1"));
    List<Header> fields = unframed(parse(head));
    String host = "";
    for (Header field : fields) {
      host = field.name().equals("host") ? field.value() : host;
    }
    fields.removeIf(field -> field.name().equals("host"));
    return line + " to " + host + " " + fields;
  }

  /** What the application's response is after the edits. */
  private static List<Header> edited(Map<?, ?> share) {
    Map<?, ?> edits = (Map<?, ?>) member(share, "responseHeaders");
    List<Header> fields = new ArrayList<>(List.of(new Header("x-app", "app")));
    ((List<?>) member(edits, "remove"))
        .forEach(name -> fields.removeIf(it -> it.name().equals(name)));
    List<Header> set = headers(member(edits, "set"));
    fields.removeIf(field -> set.stream().anyMatch(it -> it.name().equals(field.name())));
    fields.addAll(set);
    fields.addAll(headers(member(edits, "add")));
    return fields;
  }

  private List<Map<?, ?>> shares() {
    List<Map<?, ?>> shares = new ArrayList<>();
    ((List<?>) member(answer, "clusters")).forEach(share -> shares.add((Map<?, ?>) share));
    return shares;
  }

  private int status() {
    return (Integer) member(answer, "status");
  }

  private static Object member(Map<?, ?> of, String name) {
    return Objects.requireNonNull(of.get(name), name);
  }

  private String text(String name) {
    return String.valueOf(answer.get(name));
  }

  private static List<Header> headers(Object json) {
    List<Header> headers = new ArrayList<>();
    for (Object element : (List<?>) json) {
      Map<?, ?> header = (Map<?, ?>) element;
      headers.add(
          lowerCase(String.valueOf(header.get("name")), String.valueOf(header.get("value"))));
    }
    return headers;
  }

  private static List<Header> parse(String head) {
    List<Header> headers = new ArrayList<>();
    String fields = head.substring(0, head.indexOf("\r\n\r\n"));
    fields
        .lines()
        .skip(1)
        .forEach(line -> {
          int colon = line.indexOf(':');
          headers.add(lowerCase(line.substring(0, colon), line.substring(colon + 1).strip()));
        });
    return headers;
  }

  private static Header lowerCase(String name, String value) {
    return new Header(name.toLowerCase(Locale.ROOT), value);
  }

  private static List<Header> unframed(List<Header> headers) {
    List<Header> kept = new ArrayList<>(headers);
    kept.removeIf(header -> FRAMING.contains(header.name()));
    return kept;
  }
}
