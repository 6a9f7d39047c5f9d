package io.heddle.examples.mix;

/** Messages of the form {@code ID NUMBER}. */
final class Numbers {
  private Numbers() {}

  static boolean isOf(String id, String message) {
    return message.startsWith(id + ' ') && message.substring(id.length() + 1).matches("[0-9]{1,9}");
  }

  static long last(String message) {
    return Long.parseLong(message.substring(message.lastIndexOf(' ') + 1));
  }
}
