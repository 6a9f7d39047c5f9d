package io.heddle.proxy.xds;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Reads an {@code envoy.type.matcher.v3.RegexMatcher}. */
final class RegexDecoder {
  private static final int MAX_REGEX_LENGTH = 4_096;

  private RegexDecoder() {}

  static Pattern decode(ProtoMessage matcher) throws DecodeException {
    String regex = matcher.text(2);
    if (regex.length() > MAX_REGEX_LENGTH) {
      throw matcher.rejected(
          "regex", regex.length() + " characters", "at most " + MAX_REGEX_LENGTH);
    }
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw matcher.rejected("regex", regex, "RE2 syntax; " + e.getDescription());
    }
  }
}
