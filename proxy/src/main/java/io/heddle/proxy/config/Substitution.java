package io.heddle.proxy.config;

/**
 * What replaces a match, as RE2 writes it: {@code \0} is the whole match, {@code \1} to {@code \9}
 * are its groups, {@code \\} is a backslash; everything else is itself.
 */
public record Substitution(String text) {
  public Substitution {
    int escape = text.indexOf('\\');
    while (escape >= 0) {
      if (escape + 1 == text.length() || !isEscapable(text.charAt(escape + 1))) {
        throw new IllegalArgumentException(
            "substitution: " + text + " (expected: \\0 to \\9 or \\\\ where there is a \\)");
      }
      escape = text.indexOf('\\', escape + 2);
    }
  }

  private static boolean isEscapable(char c) {
    return c == '\\' || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The highest group that it names; 0 when it names none. */
  public int highestGroup() {
    int highest = 0;
    int escape = text.indexOf('\\');
    while (escape >= 0) {
      char next = text.charAt(escape + 1);
      highest = isDigit(next) ? Math.max(highest, next - '0') : highest;
      escape = text.indexOf('\\', escape + 2);
    }
    return highest;
  }
}
