package io.heddle.controlplane.files;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of header fields, and which of them a route may edit. */
final class HeaderNames {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_|~`-]{1,256}");

  /** They frame or steer the message; whoever edits them breaks it. */
  private static final Set<String> RESERVED =
      Set.of(
          "connection",
          "content-length",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final String PRIVATE_PREFIX = "x-heddle-";

  private HeaderNames() {}

  static String token(Field field) {
    String text = field.string();
    if (!TOKEN.matcher(text).matches() && (!text.isEmpty() || field.shown().equals("\"\""))) {
      field.report().invalid(field, field.shown() + " (expected: letters, digits, - and such)");
    }
    return text;
  }

  /** A name that a route may set, add or remove. */
  static String editable(Field field) {
    String name = token(field);
    String lower = name.toLowerCase(Locale.ROOT);
    if (RESERVED.contains(lower) || lower.startsWith(PRIVATE_PREFIX)) {
      field.report().unsupported(field, field.shown() + " cannot be edited by a route");
    }
    return name;
  }
}
