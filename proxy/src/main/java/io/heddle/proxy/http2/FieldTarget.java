package io.heddle.proxy.http2;

import io.heddle.proxy.http.ForwardedHead;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.HeaderRules;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.ResponseHead;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;

/** Collects the fields of a block of ours; names are made lower-case, values were validated. */
final class FieldTarget implements HeadView.FieldVisitor {
  private final Http2Headers fields = new DefaultHttp2Headers(false);

  private FieldTarget() {}

  static Http2Headers response(ResponseHead head, HeadEdits edits) {
    FieldTarget target = new FieldTarget();
    target.fields.status(Integer.toString(head.status()));
    ForwardedHead.copy(head, edits, target);
    if (head.bodyLength() >= 0 && head.status() >= 200 && head.status() != 204) {
      target.fields.set("content-length", Long.toString(head.bodyLength()));
    }
    return target.fields;
  }

  static Http2Headers request(RequestHead head, HeadEdits edits, String scheme) {
    FieldTarget target = new FieldTarget();
    target.fields.method(head.method()).scheme(scheme).path(head.target());
    target.authority(head.authority());
    ForwardedHead.copy(
        head,
        edits,
        (name, value) -> {
          if (AsciiString.contentEqualsIgnoreCase(name, "host")) {
            target.authority(value);
          } else {
            target.field(name, value);
          }
        });
    if (head.bodyLength() >= 0) {
      target.fields.set("content-length", Long.toString(head.bodyLength()));
    }
    if ("trailers".equalsIgnoreCase(head.header("te"))) {
      target.fields.set("te", "trailers");
    }
    return target.fields;
  }

  /** None is said as none: an empty one is malformed (RFC 9113 section 8.3.1). */
  private void authority(CharSequence name) {
    if (!name.isEmpty()) {
      fields.authority(AsciiString.of(name));
    }
  }

  static Http2Headers trailers(HeadView trailers) {
    FieldTarget target = new FieldTarget();
    trailers.forEachField((name, value) -> {
      if (HeaderRules.isTrailer(name)) {
        target.field(name, value);
      }
    });
    return target.fields;
  }

  @Override
  public void field(CharSequence name, CharSequence value) {
    fields.add(AsciiString.of(name).toLowerCase(), value);
  }
}
