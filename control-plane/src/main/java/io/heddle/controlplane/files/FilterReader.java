package io.heddle.controlplane.files;

import io.heddle.controlplane.model.DidYouMean;
import io.heddle.controlplane.model.HeaderEdits;
import io.heddle.controlplane.model.HeaderEdits.Header;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the filters of a rule: the two that edit headers; any other is refused. */
final class FilterReader {
  static final Filters NO_FILTERS = new Filters(HeaderEdits.NONE, HeaderEdits.NONE);

  private static final int MAX_ELEMENTS = 16;
  private static final String REQUEST = "RequestHeaderModifier";
  private static final String RESPONSE = "ResponseHeaderModifier";
  private static final Set<String> TYPES =
      new TreeSet<>(
          Set.of(
              REQUEST,
              RESPONSE,
              "RequestMirror",
              "RequestRedirect",
              "URLRewrite",
              "CORS",
              "ExternalAuth",
              "ExtensionRef"));

  private FilterReader() {}

  /** What the filters of a rule do. */
  record Filters(HeaderEdits requestHeaders, HeaderEdits responseHeaders) {}

  static Filters read(Field field) {
    Filters filters = NO_FILTERS;
    Set<String> seen = new HashSet<>();
    for (Field element : field.list(MAX_ELEMENTS)) {
      Fields fields = element.fields();
      Optional<Field> type = fields.require("type");
      String name = type.map(Field::string).orElse("");
      if (!name.isEmpty() && !seen.add(name)) {
        element.report().invalid(element, name + " written twice (expected: once)");
      }
      filters =
          switch (name) {
            case REQUEST ->
                new Filters(edits(fields, "requestHeaderModifier"), filters.responseHeaders());
            case RESPONSE ->
                new Filters(filters.requestHeaders(), edits(fields, "responseHeaderModifier"));
            default -> {
              type.ifPresent(FilterReader::refuse);
              yield filters;
            }
          };
      if (name.equals(REQUEST) || name.equals(RESPONSE)) {
        fields.finish();
      }
    }
    return filters;
  }

  private static void refuse(Field type) {
    String name = type.string();
    if (TYPES.contains(name)) {
      type.report()
          .unsupported(type, type.shown() + " (expected: " + REQUEST + " or " + RESPONSE + ")");
    } else if (!name.isEmpty()) {
      type.report()
          .invalid(
              type,
              type.shown() + " (expected: " + REQUEST + " or " + RESPONSE + ")",
              DidYouMean.among(TYPES, name).orElse(""));
    }
  }

  private static HeaderEdits edits(Fields filter, String name) {
    Optional<Field> written = filter.require(name);
    if (written.isEmpty()) {
      return HeaderEdits.NONE;
    }
    Fields fields = written.get().fields();
    Set<String> seen = new HashSet<>();
    List<Header> set = fields.find("set").map(field -> headers(field, seen)).orElse(List.of());
    List<Header> add = fields.find("add").map(field -> headers(field, seen)).orElse(List.of());
    List<String> remove = fields.find("remove").map(field -> names(field, seen)).orElse(List.of());
    fields.finish();
    return new HeaderEdits(remove, set, add);
  }

  private static List<Header> headers(Field field, Set<String> seen) {
    return field.list(MAX_ELEMENTS).stream().map(element -> header(element, seen)).toList();
  }

  private static Header header(Field element, Set<String> seen) {
    Fields fields = element.fields();
    String name = fields.require("name").map(field -> editedOnce(field, seen)).orElse("");
    String value = fields.require("value").map(FilterReader::value).orElse("");
    fields.finish();
    return new Header(name, value);
  }

  private static List<String> names(Field field, Set<String> seen) {
    return field.list(MAX_ELEMENTS).stream().map(element -> editedOnce(element, seen)).toList();
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
