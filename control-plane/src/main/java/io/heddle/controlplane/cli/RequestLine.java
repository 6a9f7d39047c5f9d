package io.heddle.controlplane.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A request as a client's application makes it.
 *
 * @param authority as written
 * @param path with the query
 */
record RequestLine(String method, String authority, String host, int port, String path) {
  private static final String TOKEN = "[-A-Za-z0-9!#$%&'*+.^_`|~]+";
  private static final Pattern LINE =
      Pattern.compile(
          "(?:(?<method>"
              + TOKEN
              + ")\\s+)?"
              + "http://(?<authority>(?<host>[A-Za-z0-9._-]+)(?::(?<port>[0-9]{1,5}))?)"
              + "(?<path>/[!-~&&[^#?]]*)?(?<query>\\?[!-~&&[^#]]*)?");

  static Optional<RequestLine> parse(String text) {
    Matcher line = LINE.matcher(text.strip());
    if (!line.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(orElse(line.group("port"), "80"));
    if (port < 1 || port > 65_535) {
      return Optional.empty();
    }
    return Optional.of(
        new RequestLine(
            orElse(line.group("method"), "GET"),
            line.group("authority"),
            line.group("host"),
            port,
            orElse(line.group("path"), "/") + orElse(line.group("query"), "")));
  }

  /** {@code GET http://catalog/items}. */
  @Override
  public String toString() {
    return method + " http://" + authority + path;
  }

  private static String orElse(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  /** Of {@code --request}. */
  static final class Converter implements ITypeConverter<RequestLine> {
    @Override
    public RequestLine convert(String value) {
      return parse(value)
          .orElseThrow(() ->
              new TypeConversionException(
                  "request: " + value + " (expected: [METHOD] http://HOST[:PORT][/PATH])"));
    }
  }
}
