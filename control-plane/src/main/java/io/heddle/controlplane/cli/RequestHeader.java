package io.heddle.controlplane.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A header of a request. */
record RequestHeader(String name, String value) {
  private static final Pattern LINE =
      Pattern.compile("([-A-Za-z0-9!#$%&'*+.^_`|~]+):[ \\t]*([^\\x00-\\x08\\x0a-\\x1f\\x7f]*)");

  /** Of {@code -H}. */
  static final class Converter implements ITypeConverter<RequestHeader> {
    @Override
    public RequestHeader convert(String value) {
      Matcher line = LINE.matcher(value);
      // What a request is for is said once, by the request itself.
      if (!line.matches() || line.group(1).equalsIgnoreCase("host")) {
        throw new TypeConversionException(
            "header: " + value + " (expected: NAME: VALUE, and not host)");
      }
      return new RequestHeader(line.group(1), line.group(2).strip());
    }
  }
}
