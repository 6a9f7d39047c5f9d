package io.heddle.controlplane.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, each at most once. */
record Query(Map<String, String> parameters) {
  Query {
    parameters = Map.copyOf(parameters);
  }

  /** Parses what stands behind the question mark. */
  static Query parse(@Nullable String raw) throws BadQueryException {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw new BadQueryException("query: " + pair + " (expected: name=value)");
        }
        String name = decoded(pair.substring(0, equals));
        if (parameters.put(name, decoded(pair.substring(equals + 1))) != null) {
          throw new BadQueryException(name + ": twice (expected: once)");
        }
      }
    }
    return new Query(parameters);
  }

  /** Refuses every parameter that is not among {@code names}. */
  void allow(Set<String> names) throws BadQueryException {
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!names.contains(name)) {
        String expected = names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
        throw new BadQueryException("query: " + name + " (expected: " + expected + ")");
      }
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private static String decoded(String text) throws BadQueryException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadQueryException("query: " + text + " (expected: percent encoding)");
    }
  }
}
