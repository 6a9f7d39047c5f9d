package io.heddle.proxy;

/** A text that an xDS server is told about this instance. */
record NodeMetadata(String name, String text) {
  static NodeMetadata parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("metadata: " + text + " (expected: NAME=TEXT)");
    }
    return new NodeMetadata(text.substring(0, equals), text.substring(equals + 1));
  }
}
