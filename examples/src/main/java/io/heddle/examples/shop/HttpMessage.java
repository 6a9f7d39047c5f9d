package io.heddle.examples.shop;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request or a response as it came: first line, headers by lower-case name, body.
 *
 * <p>Bodies have a content-length or there is none: the shop needs no more of HTTP/1.1.
 */
record HttpMessage(String firstLine, Map<String, String> headers, Body body) {
  private static final int MAX_HEADERS = 100;
  private static final int MAX_BODY = 1 << 20;
  private static final int MAX_LENGTH_DIGITS = 7;

  HttpMessage {
    headers = Map.copyOf(headers);
  }

  static HttpMessage read(MessageInput in) throws IOException {
    String firstLine = in.line();
    Map<String, String> headers = new HashMap<>();
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() == MAX_HEADERS) {
        throw new IOException("header: " + line);
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).strip());
    }
    return new HttpMessage(firstLine, headers, body(headers, in));
  }

  private static Body body(Map<String, String> headers, MessageInput in) throws IOException {
    if (headers.containsKey("transfer-encoding")) {
      throw new IOException("transfer-encoding (expected: content-length)");
    }
    int length = contentLength(headers.getOrDefault("content-length", "0"));
    return length == 0 ? Body.EMPTY : new Body(in.bytes(length));
  }

  private static int contentLength(String text) throws IOException {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.length() > MAX_LENGTH_DIGITS || Integer.parseInt(text) > MAX_BODY) {
      throw new IOException("content-length: " + text + " (expected: 0-" + MAX_BODY + ")");
    }
    return Integer.parseInt(text);
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
