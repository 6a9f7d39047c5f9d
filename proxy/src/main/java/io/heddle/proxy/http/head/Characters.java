package io.heddle.proxy.http.head;

/** The character classes of RFC 9110 and RFC 3986 that heads are made of. */
public final class Characters {
  private static final boolean[] TOKEN = new boolean[256];

  static {
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
    for (char c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[c - 'a' + 'A'] = true;
    }
  }

  private Characters() {}

  public static boolean isToken(byte value) {
    return TOKEN[value & 0xff];
  }

  /** Visible characters, space, tab and bytes above ASCII. */
  public static boolean isFieldContent(byte value) {
    return value >= ' ' ? value != 0x7f : value == '\t' || value < 0;
  }

  /** What a request target is made of: visible ASCII without the fragment's sign. */
  public static boolean isTarget(byte value) {
    return value > ' ' && value < 0x7f && value != '#';
  }

  public static boolean isDigit(int value) {
    return value >= '0' && value <= '9';
  }
}
