package io.heddle.controlplane.files;

import io.heddle.controlplane.model.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in an object, with its path and its line. What cannot be read is reported and read as
 * something harmless, so that one look at an object finds all its mistakes.
 */
final class Field {
  private final Node node;
  private final String path;
  private final Report report;

  Field(Node node, String path, Report report) {
    this.node = node;
    this.path = path;
    this.report = report;
    report.located(path, line());
  }

  static int lineOf(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  String path() {
    return path;
  }

  int line() {
    return lineOf(node);
  }

  Report report() {
    return report;
  }

  Node node() {
    return node;
  }

  boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  /** Its text, or the empty one when it is not a string. */
  String string() {
    if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.STR)) {
      return scalar.getValue();
    }
    report.invalid(this, shown() + " (expected: a string" + quoteHint() + ")");
    return "";
  }

  /** Its number, or {@code min} when it is none between the two. */
  int integer(int min, int max) {
    if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.INT)) {
      try {
        int number = Integer.parseInt(scalar.getValue());
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Too large, or not decimal: reported as any other number outside the range.
      }
    }
    report.invalid(this, shown() + " (expected: " + min + "-" + max + ")");
    return min;
  }

  /** Whether it is true; {@code unsaid} when it is nothing, or not one of the two. */
  boolean flag(boolean unsaid) {
    if (isNothing()) {
      return unsaid;
    }
    if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.BOOL)) {
      return scalar.getValue().equalsIgnoreCase("true");
    }
    report.invalid(this, shown() + " (expected: true or false)");
    return unsaid;
  }

  /** What its text stands for, or {@code fallback} when that is none of {@code choices}. */
  <T> T oneOf(Map<String, T> choices, T fallback) {
    String text = string();
    T chosen = choices.get(text);
    if (chosen != null) {
      return chosen;
    }
    if (!text.isEmpty()) {
      String expected = String.join(", ", new TreeSet<>(choices.keySet()));
      report.invalid(
          this,
          shown() + " (expected: " + expected + ")",
          DidYouMean.among(choices.keySet(), text).orElse(""));
    }
    return fallback;
  }

  /** Its elements, or none when it is not a list. */
  List<Field> list(int max) {
    if (!(node instanceof SequenceNode sequence)) {
      report.invalid(this, shown() + " (expected: a list)");
      return List.of();
    }
    List<Node> elements = sequence.getValue();
    if (elements.size() > max) {
      report.invalid(this, elements.size() + " elements (expected: at most " + max + ")");
      return List.of();
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      fields.add(new Field(elements.get(i), path + "[" + i + "]", report));
    }
    return fields;
  }

  /** Its fields, or none when it has no fields. */
  Fields fields() {
    if (node instanceof MappingNode mapping) {
      return Fields.of(mapping, path, report);
    }
    report.invalid(this, shown() + " (expected: fields)");
    return Fields.none(this);
  }

  /** The value as messages show it. */
  String shown() {
    return switch (node) {
      case ScalarNode _ when isNothing() -> "nothing";
      case ScalarNode scalar when node.getTag().equals(Tag.STR) -> quoted(scalar.getValue());
      case ScalarNode scalar -> scalar.getValue();
      case SequenceNode _ -> "a list";
      default -> "fields";
    };
  }

  boolean isString() {
    return node.getTag().equals(Tag.STR);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(letter -> {
          if (Character.isISOControl(letter)) {
            quoted.append("\\u%04x".formatted(letter));
          } else {
            quoted.append((char) letter);
          }
        });
    return quoted.append('"').toString();
  }

  private String quoteHint() {
    return node instanceof ScalarNode && !isNothing() ? "; put it in quotes" : "";
  }
}
