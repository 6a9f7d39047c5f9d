package io.heddle.controlplane.files;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.heddle.controlplane.model.PathMatch;
import io.heddle.controlplane.model.RouteMatch;
import io.heddle.controlplane.model.RouteMatch.Named;
import io.heddle.controlplane.model.ValueMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one match of a rule. */
final class RouteMatchReader {
  static final Map<String, String> METHODS =
      Stream.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH")
          .collect(Collectors.toUnmodifiableMap(name -> name, name -> name));

  static final Map<String, Type> VALUE_TYPES =
      Map.of("Exact", Type.EXACT, "RegularExpression", Type.REGEX);

  private static final Map<String, Type> PATH_TYPES =
      Map.of("Exact", Type.EXACT, "PathPrefix", Type.PREFIX, "RegularExpression", Type.REGEX);
  private static final int MAX_VALUES = 16;

  private RouteMatchReader() {}

  /** How a text is compared. */
  enum Type {
    EXACT,
    PREFIX,
    REGEX
  }

  static RouteMatch read(Field element) {
    Fields fields = element.fields();
    PathMatch path = fields.find("path").map(RouteMatchReader::path).orElse(RouteMatch.ANY.path());
    Optional<String> method = fields.find("method").map(field -> field.oneOf(METHODS, "GET"));
    List<Named> headers = fields.find("headers").map(RouteMatchReader::headers).orElse(List.of());
    List<Named> queryParameters =
        fields
            .find("queryParams")
            .map(field -> named(field, UnaryOperator.identity()))
            .orElse(List.of());
    fields.finish();
    return new RouteMatch(path, method, headers, queryParameters);
  }

  static List<Named> headers(Field field) {
    return named(field, name -> name.toLowerCase(Locale.ROOT));
  }

  private static PathMatch path(Field field) {
    Fields fields = field.fields();
    Type type =
        fields.find("type").map(it -> it.oneOf(PATH_TYPES, Type.PREFIX)).orElse(Type.PREFIX);
    Optional<Field> value = fields.find("value");
    fields.finish();
    String text = value.map(Field::string).orElse("/");
    value.filter(Field::isString).ifPresent(it -> checkPath(it, type, text));
    return switch (type) {
      case EXACT -> new PathMatch.Exact(text);
      case PREFIX -> new PathMatch.Prefix(text);
      case REGEX -> new PathMatch.Regex(text);
    };
  }

  private static void checkPath(Field value, Type type, String text) {
    if (type == Type.REGEX) {
      checkRegex(value, text);
    } else if (!text.startsWith("/")) {
      value.report().invalid(value, value.shown() + " (expected: a path that begins with /)");
    } else if (canNeverMatch(text)) {
      value
          .report()
          .invalid(value, value.shown() + " (expected: no //, /./, /../, %2f, ?, # or blank)");
    }
  }

  private static List<Named> named(Field field, UnaryOperator<String> normal) {
    Map<String, Named> byName = new LinkedHashMap<>();
    for (Field element : field.list(MAX_VALUES)) {
      Fields fields = element.fields();
      Type type =
          fields.find("type").map(it -> it.oneOf(VALUE_TYPES, Type.EXACT)).orElse(Type.EXACT);
      Optional<Field> name = fields.require("name");
      Optional<Field> value = fields.require("value");
      fields.finish();
      if (name.isPresent() && value.isPresent()) {
        String key = normal.apply(HeaderNames.token(name.get()));
        Named match = new Named(key, value(value.get(), type));
        if (byName.putIfAbsent(key, match) != null) {
          element.report().ignored(element, "\"" + key + "\" again, only the first counts");
        }
      }
    }
    return List.copyOf(byName.values());
  }

  static ValueMatch value(Field value, Type type) {
    String text = value.string();
    if (type == Type.REGEX) {
      checkRegex(value, text);
      return new ValueMatch.Regex(text);
    }
    return new ValueMatch.Exact(text);
  }

  private static void checkRegex(Field field, String text) {
    try {
      var _ = Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      field
          .report()
          .invalid(field, field.shown() + ": " + e.getMessage() + " (expected: RE2 syntax)");
    }
  }

  /** Paths that no request has once it was made normal; kept out, as Gateway API does. */
  private static boolean canNeverMatch(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return Stream.of("//", "/./", "/../", "%2f").anyMatch(lower::contains)
        || lower.endsWith("/.")
        || lower.endsWith("/..")
        || lower.chars().anyMatch(letter -> letter <= ' ' || letter == '?' || letter == '#');
  }
}
