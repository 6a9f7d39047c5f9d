package io.heddle.controlplane.files;

import io.heddle.controlplane.model.DidYouMean;
import io.heddle.controlplane.model.Problem.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The named fields of a part of an object; remembers which were asked for. */
final class Fields {
  private final Map<String, Field> fields;
  private final String path;
  private final int line;
  private final Report report;
  private final Set<String> known = new TreeSet<>();

  private Fields(Map<String, Field> fields, String path, int line, Report report) {
    this.fields = fields;
    this.path = path;
    this.line = line;
    this.report = report;
  }

  static Fields of(MappingNode mapping, String path, Report report) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int keyLine = Field.lineOf(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        report.add(Reason.INVALID, keyLine, path, "a key that is not a word", "");
        continue;
      }
      String fieldPath = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      Field field = new Field(tuple.getValueNode(), fieldPath, report);
      report.located(fieldPath, keyLine);
      if (fields.putIfAbsent(key.getValue(), field) != null) {
        report.add(Reason.INVALID, keyLine, fieldPath, "written twice (expected: once)", "");
      }
    }
    return new Fields(fields, path, Field.lineOf(mapping), report);
  }

  static Fields none(Field field) {
    return new Fields(Map.of(), field.path(), field.line(), field.report());
  }

  Optional<Field> find(String name) {
    known.add(name);
    return Optional.ofNullable(fields.get(name));
  }

  /** Like {@link #find}, but reports when it is not there. */
  Optional<Field> require(String name) {
    Optional<Field> found = find(name);
    if (found.isEmpty()) {
      String missing = path.isEmpty() ? name : path + "." + name;
      report.add(Reason.INVALID, line, missing, "missing", "");
    }
    return found;
  }

  /** These may be there; they mean nothing to the mesh. */
  void skip(String... names) {
    known.addAll(Set.of(names));
  }

  /** These may not be there: they would mean something, which the mesh does not do. */
  void refuse(String... names) {
    for (String name : names) {
      find(name).ifPresent(field -> report.unsupported(field, "not supported"));
    }
  }

  /**
   * Reports the fields that were neither asked for nor skipped. One that looks like a slip of the
   * pen is an error, for without it the object would mean something else.
   */
  void finish() {
    fields.forEach((name, field) -> {
      if (!known.contains(name)) {
        DidYouMean.among(known, name)
            .ifPresentOrElse(
                meant -> report.invalid(field, "unknown field", meant),
                () -> report.ignored(field, "unknown field, ignored"));
      }
    });
  }

  /** Visits all of them, whatever they are called. */
  void each(BiConsumer<String, Field> visitor) {
    known.addAll(fields.keySet());
    fields.forEach(visitor);
  }

  /** All of them as strings: labels. */
  Map<String, String> strings() {
    Map<String, String> strings = new TreeMap<>();
    fields.forEach((name, field) -> strings.put(name, field.string()));
    return strings;
  }
}
