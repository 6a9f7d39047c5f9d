package io.heddle.controlplane.model;

import java.util.Map;

/**
 * Where an object was written.
 *
 * @param line its first one
 * @param lines of its fields, by their path
 */
public record Origin(String file, int line, Map<String, Integer> lines) {
  public Origin {
    lines = Map.copyOf(lines);
  }

  /** Where the field is, or the nearest thing around it that was written. */
  public Problem.Place placeOf(String field) {
    return new Problem.Place(file, lines.getOrDefault(nearest(field), line));
  }

  /** The field, or the nearest one around it that was written; empty: the object. */
  public String nearest(String field) {
    String path = field;
    while (!path.isEmpty() && !lines.containsKey(path)) {
      path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
    return path;
  }
}
