package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.head.Characters;
import org.jspecify.annotations.Nullable;

/** {@code method SP request-target SP HTTP-version}, single spaces (RFC 9112 section 3). */
final class RequestLine implements FirstLine {
  private static final String VERSION = "HTTP/d.d";

  private int part;
  private int length;
  private boolean known;

  @Override
  public void reset() {
    part = 0;
    length = 0;
    known = true;
  }

  @Override
  public boolean mayFollowEmptyLine() {
    return true;
  }

  @Override
  public boolean accept(byte value) {
    if (value == ' ') {
      boolean ends = length > 0 && part < 2;
      part++;
      length = 0;
      known = true;
      return ends;
    }
    length++;
    return switch (part) {
      case 0 -> Characters.isToken(value);
      case 1 -> Characters.isTarget(value);
      default -> version(value);
    };
  }

  private boolean version(byte value) {
    if (length > VERSION.length()) {
      return false;
    }
    int at = length - 1;
    if (at == 5) {
      known = value == '1';
      return Characters.isDigit(value);
    }
    if (at == 7) {
      known &= value == '0' || value == '1';
      return Characters.isDigit(value);
    }
    return value == VERSION.charAt(at);
  }

  @Override
  public @Nullable Failure end() {
    if (part != 2 || length != VERSION.length()) {
      return Failure.BAD_REQUEST;
    }
    return known ? null : Failure.VERSION_REFUSED;
  }

  @Override
  public String expected() {
    return "(expected: method, target, HTTP/1.1 or HTTP/1.0, with single spaces)";
  }
}
