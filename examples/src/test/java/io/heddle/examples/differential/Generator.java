package io.heddle.examples.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Rules and requests by chance, of so few words that a rule often takes a request.
 *
 * <p>There is no OPTIONS among the methods, and POST has a body: how Envoy frames a request without
 * one is a known difference.
 */
final class Generator {
  private static final int MIN_RULES = 3;
  private static final int MAX_RULES = 6;
  private static final List<String> SUFFIXES =
      List.of("", "", "", "/", "/b", "//", "/%62", "/x/../a");
  private static final List<String> QUERIES =
      List.of("", "", "", "?", "?q=1", "?q=2&q=1", "?r=1&q=2", "?q");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;
  private final Filters filters;

  Generator(Random random) {
    this.random = random;
    this.filters = new Filters(random);
  }

  /** Rules of one Service and requests to it. */
  RuleSet next(String name, int requests) throws JsonProcessingException {
    List<String> rules = new ArrayList<>();
    int count = MIN_RULES + random.nextInt(MAX_RULES - MIN_RULES + 1);
    for (int i = 0; i < count; i++) {
      rules.add(JSON.writeValueAsString(rule()));
    }
    List<Request> sent = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      sent.add(request());
    }
    return new RuleSet(name, rules, "", sent);
  }

  private Map<String, Object> rule() {
    Map<String, Object> rule = new LinkedHashMap<>();
    boolean byPrefix = random.nextInt(2) == 0;
    List<Object> matches = new ArrayList<>();
    // A prefix can be replaced only where it is the rule's only match.
    int count = byPrefix ? 1 : 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      matches.add(match(byPrefix ? Words.prefix(random) : Words.path(random)));
    }
    rule.put("matches", matches);
    if (random.nextInt(6) == 0) {
      rule.put("filters", List.of(filters.redirect(byPrefix)));
      return rule;
    }
    rule.put("filters", filters.ofForwarding(byPrefix));
    rule.put("backendRefs", backends());
    return rule;
  }

  private Map<String, Object> match(Map<String, Object> path) {
    Map<String, Object> match = new LinkedHashMap<>();
    match.put("path", path);
    if (random.nextInt(5) == 0) {
      match.put("headers", List.of(Words.condition(random, Words.one(random, Words.HEADERS))));
    }
    if (random.nextInt(5) == 0) {
      match.put(
          "queryParams", List.of(Words.condition(random, Words.one(random, Words.PARAMETERS))));
    }
    if (random.nextInt(6) == 0) {
      match.put("method", Words.one(random, List.of("GET", "POST")));
    }
    return match;
  }

  private List<Object> backends() {
    return switch (random.nextInt(30)) {
      case 0 -> List.of(backend("a", 1), backend("b", 3));
      case 1 -> List.of(backend("b", 0), backend("c", 2));
      case 2 -> List.of(backend("a", 0));
      case 3 -> List.of(backend("missing", 1));
      default -> List.of(backend(Words.one(random, List.of("a", "b", "c")), 1));
    };
  }

  private static Map<String, Object> backend(String name, int weight) {
    return Map.of("name", name, "port", 80, "weight", weight);
  }

  private Request request() {
    String method = Words.one(random, List.of("GET", "GET", "GET", "HEAD", "DELETE", "POST"));
    String path = Words.one(random, Words.PATHS);
    String target = path + Words.one(random, SUFFIXES) + Words.one(random, QUERIES);
    List<Field> fields = new ArrayList<>();
    while (random.nextInt(2) == 0) {
      fields.add(new Field(Words.one(random, Words.HEADERS), Words.one(random, Words.VALUES)));
    }
    String authority = random.nextInt(4) == 0 ? Words.one(random, Words.AUTHORITIES) : "";
    return new Request(method, target, authority, fields, method.equals("POST") ? "body" : "");
  }
}
