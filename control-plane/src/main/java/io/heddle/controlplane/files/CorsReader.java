package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Cors;
import io.heddle.controlplane.model.Cors.AllowedOrigin;
import io.heddle.controlplane.model.Cors.Credentials;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings of a CORS filter. */
final class CorsReader {
  private static final int MAX_VALUES = 64;
  private static final int DEFAULT_MAX_AGE_SECONDS = 5;
  private static final Pattern ORIGIN =
      Pattern.compile(
          "([a-z][a-z0-9+.-]*)://(\\*(?:\\.[a-z0-9._-]+)?|[a-z0-9_][a-z0-9._-]*)(:[0-9]{1,5})?");

  /** Browsers leave out the port that the scheme implies. */
  private static final Map<String, String> IMPLIED_PORTS = Map.of("http", ":80", "https", ":443");

  private static final Map<String, String> METHODS = methods();

  private CorsReader() {}

  static Cors read(Field settings) {
    Fields fields = settings.fields();
    List<AllowedOrigin> origins = values(fields.find("allowOrigins"), CorsReader::origin);
    List<String> methods =
        values(fields.find("allowMethods"), field -> field.oneOf(METHODS, Cors.ANY));
    List<String> headers = values(fields.find("allowHeaders"), HeaderNames::token);
    Optional<Field> exposeHeaders = fields.find("exposeHeaders");
    List<String> exposed = values(exposeHeaders, HeaderNames::token);
    Credentials credentials =
        fields.find("allowCredentials").map(CorsReader::credentials).orElse(Credentials.LEFT_OUT);
    int maxAgeSeconds =
        fields
            .find("maxAge")
            .map(field -> field.integer(1, Integer.MAX_VALUE))
            .orElse(DEFAULT_MAX_AGE_SECONDS);
    fields.finish();
    if (credentials == Credentials.ALLOWED && exposed.contains(Cors.ANY)) {
      exposeHeaders.ifPresent(field ->
          field.report().ignored(field, "\"*\" says nothing beside allowCredentials, ignored"));
    }
    return new Cors(
        origins, methods, headers, exposed, credentials, Duration.ofSeconds(maxAgeSeconds));
  }

  /** The elements of a list in which each is written once, and a star stands alone. */
  private static <T> List<T> values(Optional<Field> list, Function<Field, T> reader) {
    List<Field> elements = list.map(field -> field.list(MAX_VALUES)).orElse(List.of());
    Set<String> seen = new HashSet<>();
    for (Field element : elements) {
      String shown = element.shown();
      if (element.isString() && !seen.add(shown)) {
        element.report().invalid(element, shown + " written twice (expected: once)");
      }
      if (shown.equals("\"*\"") && elements.size() > 1) {
        element.report().invalid(element, shown + " beside others (expected: alone)");
      }
    }
    return elements.stream().map(reader).toList();
  }

  private static AllowedOrigin origin(Field field) {
    String text = field.string().toLowerCase(Locale.ROOT);
    Matcher parts = ORIGIN.matcher(text);
    if (text.equals(Cors.ANY)) {
      return new AllowedOrigin.Any();
    }
    if (!parts.matches()) {
      if (field.isString()) {
        field
            .report()
            .invalid(
                field,
                field.shown()
                    + " (expected: * or SCHEME://HOST[:PORT], such as https://*.example.com)");
      }
      return new AllowedOrigin.One(text);
    }
    return allowed(parts.group(1), parts.group(2), Objects.requireNonNullElse(parts.group(3), ""));
  }

  private static AllowedOrigin allowed(String scheme, String host, String port) {
    String named = port.equals(IMPLIED_PORTS.get(scheme)) ? "" : port;
    return host.startsWith(Cors.ANY)
        ? new AllowedOrigin.Under(scheme, host.substring(1) + named)
        : new AllowedOrigin.One(scheme + "://" + host + named);
  }

  private static Credentials credentials(Field field) {
    return field.flag(false) ? Credentials.ALLOWED : Credentials.LEFT_OUT;
  }

  private static Map<String, String> methods() {
    Map<String, String> methods = new HashMap<>(RouteMatchReader.METHODS);
    methods.put(Cors.ANY, Cors.ANY);
    return Map.copyOf(methods);
  }
}
