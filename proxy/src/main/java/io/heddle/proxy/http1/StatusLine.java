package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.head.Characters;
import org.jspecify.annotations.Nullable;

/** {@code HTTP-version SP status-code [SP reason]} (RFC 9112 section 4). */
final class StatusLine implements FirstLine {
  private static final String PREFIX = "HTTP/1.";
  private static final int STATUS = 9;
  private static final int REASON = 12;

  private int length;

  @Override
  public void reset() {
    length = 0;
  }

  @Override
  public boolean mayFollowEmptyLine() {
    return false;
  }

  @Override
  public boolean accept(byte value) {
    int at = length++;
    if (at < PREFIX.length()) {
      return value == PREFIX.charAt(at);
    }
    if (at == PREFIX.length()) {
      return value == '0' || value == '1';
    }
    if (at == STATUS) {
      return value >= '1' && value <= '9';
    }
    if (at > STATUS && at < REASON) {
      return Characters.isDigit(value);
    }
    return at > REASON ? Characters.isFieldContent(value) : value == ' ';
  }

  @Override
  public @Nullable Failure end() {
    return length < REASON ? Failure.BAD_REQUEST : null;
  }

  @Override
  public String expected() {
    return "(expected: HTTP/1.1 or HTTP/1.0, three digits, a reason)";
  }
}
