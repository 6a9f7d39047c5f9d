package io.heddle.proxy.http2;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.ResponseHead;
import io.netty.handler.codec.http2.Http2Headers;

/** A valid response head over a header block. */
final class Http2ResponseHead extends Http2Head implements ResponseHead {
  private static final int LEAST = 100;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final int status;
  private final long bodyLength;

  private Http2ResponseHead(Http2Headers fields, int status, long bodyLength) {
    super(fields);
    this.status = status;
    this.bodyLength = bodyLength;
  }

  static Http2ResponseHead read(Http2Headers fields, int maxFields) throws MalformedException {
    FieldRules.check(fields, FieldRules.Pseudo.OF_RESPONSE, maxFields);
    CharSequence text = fields.status();
    int status = text == null || text.length() != 3 ? 0 : number(text);
    if (status < LEAST || status == SWITCHING_PROTOCOLS) {
      throw new MalformedException(":status: " + text + " (expected: 100-999, and not 101)");
    }
    long length = FieldRules.contentLength(fields);
    return new Http2ResponseHead(fields, status, length < 0 ? BodyLength.UNKNOWN : length);
  }

  private static int number(CharSequence digits) {
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public long bodyLength() {
    return bodyLength;
  }
}
