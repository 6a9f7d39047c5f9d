package io.heddle.examples.shop;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request or a response as it came: first line, headers by lower-case name, body.
 *
 * <p>Bodies have a content-length or there is none: the shop needs no more of HTTP/1.1.
 */
record HttpMessage(String firstLine, Map<String, String> headers, Body body) {
  private static final int MAX_LINE = 8 << 10;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_BODY = 1 << 20;

  HttpMessage {
    headers = Map.copyOf(headers);
  }

  /** The next message; null if the connection ended before one began. */
  static @Nullable HttpMessage read(InputStream in) throws IOException {
    int first = in.read();
    return first < 0 ? null : readAfter(first, in);
  }

  /** The rest of a message whose first byte has been read. */
  static HttpMessage readAfter(int first, InputStream in) throws IOException {
    String firstLine = (char) first + line(in);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() == MAX_HEADERS) {
        throw new IOException("header: " + line);
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).strip());
    }
    return new HttpMessage(firstLine, headers, body(headers, in));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed within a message");
      }
      if (next != '\r') {
        line.append((char) next);
      }
      if (line.length() > MAX_LINE) {
        throw new IOException("line: over " + MAX_LINE + " bytes");
      }
    }
    return line.toString();
  }

  private static Body body(Map<String, String> headers, InputStream in) throws IOException {
    if (headers.containsKey("transfer-encoding")) {
      throw new IOException("transfer-encoding (expected: content-length)");
    }
    String text = headers.getOrDefault("content-length", "0");
    if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) > MAX_BODY) {
      throw new IOException("content-length: " + text + " (expected: 0-" + MAX_BODY + ")");
    }
    int length = Integer.parseInt(text);
    if (length == 0) {
      return Body.EMPTY;
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("closed within a body");
    }
    return new Body(bytes);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  boolean closes() {
    return header("connection").filter("close"::equalsIgnoreCase).isPresent()
        || firstLine.contains("HTTP/1.0");
  }

  /** The second word of the first line: a request's path, a response's status. */
  String target() {
    String[] words = firstLine.split(" ", 3);
    return words.length < 2 ? "" : words[1];
  }

  /** The first word of the first line: a request's method. */
  String method() {
    return firstLine.split(" ", 2)[0];
  }
}
