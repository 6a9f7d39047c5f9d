package io.heddle.proxy.http1;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.head.Characters;
import io.heddle.proxy.http.head.HeadFault;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/** What a message's head says of its body's end; anything but one clear statement is refused. */
final class Framing {
  private static final int MAX_DIGITS = 18;

  private Framing() {}

  /** Bytes, or one of {@link BodyLength}. */
  static long of(HttpMessage message) throws HeadFault {
    HttpHeaders headers = message.headers();
    List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
    if (!encodings.isEmpty()) {
      if (encodings.size() > 1 || !encodings.getFirst().equalsIgnoreCase("chunked")) {
        throw bad("transfer-encoding: " + encodings.size() + " values (expected: chunked)");
      }
      if (!lengths.isEmpty()) {
        throw bad("both transfer-encoding and content-length");
      }
      if (HttpVersion.HTTP_1_0.equals(message.protocolVersion())) {
        throw bad("transfer-encoding in HTTP/1.0");
      }
      return BodyLength.UNKNOWN;
    }
    return lengths.isEmpty() ? BodyLength.NONE : length(lengths);
  }

  private static long length(List<String> lengths) throws HeadFault {
    String value = lengths.getFirst();
    if (lengths.size() > 1 || value.isEmpty() || value.length() > MAX_DIGITS) {
      throw bad("content-length (expected: one number of at most " + MAX_DIGITS + " digits)");
    }
    for (int i = 0; i < value.length(); i++) {
      if (!Characters.isDigit(value.charAt(i))) {
        throw bad("content-length (expected: digits)");
      }
    }
    return Long.parseLong(value);
  }

  private static HeadFault bad(String what) {
    return new HeadFault(Failure.BAD_REQUEST, what);
  }
}
