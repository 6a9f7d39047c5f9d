package io.heddle.perf.load;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the generator looks at in the head of an answer.
 *
 * @param contentLength of the body, or -1 without that header
 * @param error the server's own words about what went wrong
 */
record ResponseHead(
    int status,
    long contentLength,
    boolean chunked,
    boolean closes,
    @Nullable String id,
    @Nullable String hash,
    @Nullable String version,
    @Nullable String error) {

  /** Reads a head without its final empty line. */
  static ResponseHead parse(String text) throws MalformedResponseException {
    String[] lines = text.split("\r\n", -1);
    int status = status(lines[0]);
    long length = -1;
    boolean chunked = false;
    boolean closes = lines[0].startsWith("HTTP/1.0");
    String id = null;
    String hash = null;
    String version = null;
    String error = null;
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1) {
        throw new MalformedResponseException("header line: " + lines[i]);
      }
      String value = lines[i].substring(colon + 1).strip();
      switch (lines[i].substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = length(value);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        case "connection" -> closes |= value.equalsIgnoreCase("close");
        case "x-load-id" -> id = value;
        case "x-load-hash" -> hash = value;
        case "x-load-version" -> version = value;
        case "x-load-error" -> error = value;
        default -> {}
      }
    }
    return new ResponseHead(status, length, chunked, closes, id, hash, version, error);
  }

  private static int status(String line) throws MalformedResponseException {
    if (!line.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
      throw new MalformedResponseException("status line: " + line);
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static long length(String value) throws MalformedResponseException {
    if (!value.matches("[0-9]{1,18}")) {
      throw new MalformedResponseException("content-length: " + value);
    }
    return Long.parseLong(value);
  }

  boolean hasNoBody() {
    return status == 204 || status == 304;
  }
}
