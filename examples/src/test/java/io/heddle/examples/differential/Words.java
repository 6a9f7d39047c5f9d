package io.heddle.examples.differential;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** The few words that generated rules and requests are made of. */
final class Words {
  static final List<String> PATHS = List.of("/", "/a", "/a/b", "/b", "/ab", "/A");
  static final List<String> HEADERS = List.of("x-a", "X-B", "x-c");
  static final List<String> PARAMETERS = List.of("q", "r");
  static final List<String> VALUES = List.of("1", "2", "a", "1,2", "");
  static final List<String> AUTHORITIES = List.of("other.example", "A:81", "[::1]:80", "a:443");
  private static final List<String> PREFIXES = List.of("/", "/", "/a", "/a/", "/a/b", "/b");
  private static final List<String> PATTERNS = List.of("/a/.*", "/[ab]", "/(a|b)/?b?", "/.+");

  private Words() {}

  static <T> T one(Random random, List<T> words) {
    return words.get(random.nextInt(words.size()));
  }

  static Map<String, Object> prefix(Random random) {
    return Map.of("type", "PathPrefix", "value", one(random, PREFIXES));
  }

  static Map<String, Object> path(Random random) {
    return random.nextInt(2) == 0
        ? Map.of("type", "Exact", "value", one(random, PATHS))
        : Map.of("type", "RegularExpression", "value", one(random, PATTERNS));
  }

  /** On a header's or a parameter's value. */
  static Map<String, Object> condition(Random random, String name) {
    return random.nextInt(3) == 0
        ? Map.of("name", name, "type", "RegularExpression", "value", "[0-9]+")
        : Map.of("name", name, "value", one(random, List.of("1", "2")));
  }
}
