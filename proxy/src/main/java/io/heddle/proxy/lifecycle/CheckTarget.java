package io.heddle.proxy.lifecycle;

/** What of the application is checked. */
public sealed interface CheckTarget {
  /** Every inbound port accepts connections. */
  record Tcp() implements CheckTarget {}

  /** The first inbound port answers a GET of {@code path} with 2xx or 3xx. */
  record Http(String path) implements CheckTarget {}

  static CheckTarget parse(String text) {
    if (text.equals("tcp")) {
      return new Tcp();
    }
    if (text.startsWith("http:/") && text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return new Http(text.substring("http:".length()));
    }
    throw new IllegalArgumentException("health: " + text + " (expected: http:/path or tcp)");
  }
}
