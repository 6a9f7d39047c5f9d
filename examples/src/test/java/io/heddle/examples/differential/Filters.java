package io.heddle.examples.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Filters of generated rules. */
final class Filters {
  private static final List<String> NEW_PATHS = List.of("/", "/n", "/n/", "/n/m");
  private static final List<String> EDITED = List.of("x-a", "x-b", "X-New", "x-own", "x-twice");

  private final Random random;

  Filters(Random random) {
    this.random = random;
  }

  /**
   * @param byPrefix whether all matches of the rule are prefixes: only then one can be replaced
   */
  Map<String, Object> redirect(boolean byPrefix) {
    Map<String, Object> redirect = new LinkedHashMap<>();
    redirect.put("statusCode", Words.one(random, List.of(301, 302)));
    sometimes(redirect, "scheme", Words.one(random, List.of("http", "https")));
    sometimes(redirect, "hostname", "moved.example");
    sometimes(redirect, "port", Words.one(random, List.of(80, 443, 8080)));
    sometimes(redirect, "path", path(byPrefix));
    return filter("RequestRedirect", redirect);
  }

  /** No two of one type. */
  List<Object> ofForwarding(boolean byPrefix) {
    List<Object> filters = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      Map<String, Object> rewrite = new LinkedHashMap<>();
      rewrite.put("path", path(byPrefix));
      sometimes(rewrite, "hostname", "rewritten.example");
      filters.add(filter("URLRewrite", rewrite));
    }
    if (random.nextInt(4) == 0) {
      filters.add(filter("RequestHeaderModifier", edits()));
    }
    if (random.nextInt(4) == 0) {
      filters.add(filter("ResponseHeaderModifier", edits()));
    }
    if (random.nextInt(12) == 0) {
      Map<String, Object> backend = Map.of("name", "c", "port", 80);
      filters.add(filter("RequestMirror", Map.of("backendRef", backend)));
    }
    return filters;
  }

  private Map<String, Object> path(boolean byPrefix) {
    String path = Words.one(random, NEW_PATHS);
    return byPrefix && random.nextInt(3) > 0
        ? Map.of("type", "ReplacePrefixMatch", "replacePrefixMatch", path)
        : Map.of("type", "ReplaceFullPath", "replaceFullPath", path);
  }

  /** Each of another field. */
  private Map<String, Object> edits() {
    int first = random.nextInt(EDITED.size());
    Map<String, Object> edits = new LinkedHashMap<>();
    edits.put("set", List.of(Map.of("name", edited(first), "value", "set")));
    sometimes(edits, "add", List.of(Map.of("name", edited(first + 1), "value", "added")));
    sometimes(edits, "remove", List.of(edited(first + 2)));
    return edits;
  }

  private static String edited(int index) {
    return EDITED.get(index % EDITED.size());
  }

  private void sometimes(Map<String, Object> map, String name, Object value) {
    if (random.nextInt(2) == 0) {
      map.put(name, value);
    }
  }

  /** {@code RequestMirror} has its settings in {@code requestMirror}. */
  private static Map<String, Object> filter(String type, Object settings) {
    String member =
        type.equals("URLRewrite")
            ? "urlRewrite"
            : Character.toLowerCase(type.charAt(0)) + type.substring(1);
    return Map.of("type", type, member, settings);
  }
}
