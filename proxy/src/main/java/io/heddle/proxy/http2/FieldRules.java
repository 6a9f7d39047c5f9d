package io.heddle.proxy.http2;

import io.heddle.proxy.http.HeaderRules;
import io.heddle.proxy.http.head.Characters;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Map;

/** What the fields of any HTTP/2 message must be (RFC 9113 sections 8.2 and 8.3). */
final class FieldRules {
  private static final int MAX_DIGITS = 18;

  private FieldRules() {}

  /** Which fields a message begins with. */
  enum Pseudo {
    OF_REQUEST,
    OF_RESPONSE,
    /** Trailers have none. */
    NONE;

    private boolean has(CharSequence name) {
      return switch (this) {
        case OF_REQUEST ->
            is(name, ":method")
                || is(name, ":scheme")
                || is(name, ":authority")
                || is(name, ":path");
        case OF_RESPONSE -> is(name, ":status");
        case NONE -> false;
      };
    }
  }

  static void check(Http2Headers fields, Pseudo pseudo, int maxFields) throws MalformedException {
    if (fields.size() > maxFields) {
      throw new MalformedException(
          "fields: " + fields.size() + " (expected: <= " + maxFields + ")");
    }
    boolean regular = false;
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      CharSequence name = field.getKey();
      checkValue(name, field.getValue());
      if (name.length() > 0 && name.charAt(0) == ':') {
        if (regular || !pseudo.has(name) || fields.getAll(name).size() > 1) {
          throw new MalformedException(name + ": not expected here, or twice");
        }
      } else {
        regular = true;
        checkName(name);
      }
    }
  }

  private static void checkName(CharSequence name) throws MalformedException {
    if (name.isEmpty()) {
      throw new MalformedException("a field without a name");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 0x7f || !Characters.isToken((byte) c) || (c >= 'A' && c <= 'Z')) {
        throw new MalformedException("field name: character " + (int) c);
      }
    }
    if (HeaderRules.isConnectionSpecific(name)
        && !is(name, "te")
        && !is(name, "content-length")
        && !is(name, "http2-settings")) {
      throw new MalformedException(name + ": is of HTTP/1 connections");
    }
  }

  private static void checkValue(CharSequence name, CharSequence value) throws MalformedException {
    int length = value.length();
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (!Characters.isFieldContent((byte) c)) {
        throw new MalformedException(name + ": character " + (int) c);
      }
    }
    if (length > 0 && (isSpace(value.charAt(0)) || isSpace(value.charAt(length - 1)))) {
      throw new MalformedException(name + ": space around its value");
    }
    if (is(name, "te") && !AsciiString.contentEqualsIgnoreCase(value, "trailers")) {
      throw new MalformedException("te: " + value + " (expected: trailers)");
    }
  }

  /** Negative when there is none. */
  static long contentLength(Http2Headers fields) throws MalformedException {
    var all = fields.getAll("content-length");
    if (all.isEmpty()) {
      return -1;
    }
    CharSequence value = all.getFirst();
    if (all.size() > 1 || value.isEmpty() || value.length() > MAX_DIGITS) {
      throw new MalformedException("content-length (expected: one number)");
    }
    long length = 0;
    for (int i = 0; i < value.length(); i++) {
      if (!Characters.isDigit(value.charAt(i))) {
        throw new MalformedException("content-length (expected: digits)");
      }
      length = length * 10 + value.charAt(i) - '0';
    }
    return length;
  }

  static boolean is(CharSequence name, String other) {
    return AsciiString.contentEquals(name, other);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
