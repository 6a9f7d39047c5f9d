package io.heddle.controlplane.files;

import io.heddle.controlplane.model.HeaderEdits;
import io.heddle.controlplane.model.HeaderEdits.Header;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the settings of a RequestHeaderModifier or a ResponseHeaderModifier. */
final class HeaderEditsReader {
  private static final int MAX_HEADERS = 16;

  private HeaderEditsReader() {}

  static HeaderEdits read(Field settings) {
    Fields fields = settings.fields();
    Set<String> seen = new HashSet<>();
    List<Header> set = fields.find("set").map(field -> headers(field, seen)).orElse(List.of());
    List<Header> add = fields.find("add").map(field -> headers(field, seen)).orElse(List.of());
    List<String> remove = fields.find("remove").map(field -> names(field, seen)).orElse(List.of());
    fields.finish();
    return new HeaderEdits(remove, set, add);
  }

  private static List<Header> headers(Field field, Set<String> seen) {
    return field.list(MAX_HEADERS).stream().map(element -> header(element, seen)).toList();
  }

  private static Header header(Field element, Set<String> seen) {
    Fields fields = element.fields();
    String name = fields.require("name").map(field -> editedOnce(field, seen)).orElse("");
    String value = fields.require("value").map(HeaderEditsReader::value).orElse("");
    fields.finish();
    return new Header(name, value);
  }

  private static List<String> names(Field field, Set<String> seen) {
    return field.list(MAX_HEADERS).stream().map(element -> editedOnce(element, seen)).toList();
  }

  private static String editedOnce(Field field, Set<String> seen) {
    String name = HeaderNames.editable(field);
    if (!seen.add(name.toLowerCase(Locale.ROOT))) {
      field.report().invalid(field, field.shown() + " edited twice (expected: once)");
    }
    return name;
  }

  private static String value(Field field) {
    String value = field.string();
    if (value.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f || letter > 0xff)) {
      field.report().invalid(field, field.shown() + " (expected: no control characters)");
    }
    return value;
  }
}
