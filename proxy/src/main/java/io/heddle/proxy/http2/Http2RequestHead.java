package io.heddle.proxy.http2;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.head.Characters;
import io.heddle.proxy.http.head.HeadFault;
import io.heddle.proxy.http.head.RequestTarget;
import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/** A valid request head over a header block. */
final class Http2RequestHead extends Http2Head implements RequestHead {
  private static final String HOST = "host";

  private final String method;
  private final RequestTarget target;
  private final long bodyLength;

  private Http2RequestHead(
      Http2Headers fields, String method, RequestTarget target, long bodyLength) {
    super(fields);
    this.method = method;
    this.target = target;
    this.bodyLength = bodyLength;
  }

  /** Whether the block is all of the message. */
  enum Extent {
    HEAD_AND_BODY,
    HEAD_ALONE
  }

  /**
   * Reads a block.
   *
   * @throws HeadFault where it is well-formed and still must not be forwarded
   */
  static Http2RequestHead read(Http2Headers fields, Extent extent, int maxFields)
      throws MalformedException, HeadFault {
    FieldRules.check(fields, FieldRules.Pseudo.OF_REQUEST, maxFields);
    String method = required(fields, ":method");
    checkMethod(method);
    if (!method.equals("CONNECT")) {
      String scheme = required(fields, ":scheme");
      if (!scheme.equals("http") && !scheme.equals("https")) {
        throw new MalformedException(":scheme: " + scheme + " (expected: http or https)");
      }
    }
    String path = method.equals("CONNECT") ? "/" : required(fields, ":path");
    String authority = authority(fields);
    long length = FieldRules.contentLength(fields);
    if (extent == Extent.HEAD_ALONE && length > 0) {
      throw new MalformedException("content-length: " + length + " (expected: 0, nothing follows)");
    }
    return new Http2RequestHead(
        fields,
        method,
        RequestTarget.ofPath(method, path, authority),
        length >= 0 ? length : bodyLength(extent));
  }

  private static void checkMethod(String method) throws MalformedException {
    for (int i = 0; i < method.length(); i++) {
      char c = method.charAt(i);
      if (c > 0x7f || !Characters.isToken((byte) c)) {
        throw new MalformedException(":method: character " + (int) c);
      }
    }
  }

  private static long bodyLength(Extent extent) {
    return switch (extent) {
      case HEAD_AND_BODY -> BodyLength.UNKNOWN;
      case HEAD_ALONE -> BodyLength.NONE;
    };
  }

  private static String required(Http2Headers fields, String name) throws MalformedException {
    CharSequence value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new MalformedException(name + ": missing or empty");
    }
    return value.toString();
  }

  /**
   * {@code host} may stand beside {@code :authority} only if it says the same. There may be
   * neither, as when a request of HTTP/1.0 is sent on; then it is empty.
   */
  private static String authority(Http2Headers fields) throws MalformedException {
    CharSequence authority = fields.get(":authority");
    var hosts = fields.getAll(HOST);
    if (hosts.size() > 1) {
      throw new MalformedException("host: " + hosts.size() + " fields (expected: at most 1)");
    }
    CharSequence host = hosts.isEmpty() ? null : hosts.getFirst();
    if (authority != null && host != null && !authority.toString().contentEquals(host)) {
      throw new MalformedException("host: differs from :authority");
    }
    CharSequence either = authority != null ? authority : host;
    if (either != null && either.isEmpty()) {
      throw new MalformedException(":authority: empty (expected: something, or none)");
    }
    return either == null ? "" : either.toString();
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String target() {
    return target.pathAndQuery();
  }

  @Override
  public String authority() {
    return target.authority();
  }

  @Override
  public long bodyLength() {
    return bodyLength;
  }

  @Override
  public @Nullable String header(String name) {
    return name.equals(HOST) ? target.authority() : super.header(name);
  }

  @Override
  public void forEachField(FieldVisitor visitor) {
    visitor.field(HOST, target.authority());
    super.forEachField((name, value) -> {
      if (!FieldRules.is(name, HOST)) {
        visitor.field(name, value);
      }
    });
  }
}
