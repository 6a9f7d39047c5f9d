package io.heddle.proxy.http2;

import io.heddle.proxy.http.HeadView;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view of fields that came in a header block; cookies are one field (RFC 9113 section 8.2.3). */
class Http2Head implements HeadView {
  private static final String COOKIE = "cookie";

  private final Http2Headers fields;

  Http2Head(Http2Headers fields) {
    this.fields = fields;
  }

  @Override
  public @Nullable String header(String name) {
    CharSequence first = fields.get(name);
    if (first == null) {
      return null;
    }
    List<CharSequence> all = fields.getAll(name);
    return all.size() == 1 ? first.toString() : String.join(separator(name), all);
  }

  private static String separator(String name) {
    return name.equals(COOKIE) ? "; " : ",";
  }

  @Override
  public void forEachField(FieldVisitor visitor) {
    boolean cookies = false;
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      CharSequence name = field.getKey();
      if (name.charAt(0) == ':') {
        continue;
      }
      if (!FieldRules.is(name, COOKIE)) {
        visitor.field(name, field.getValue());
      } else if (!cookies) {
        cookies = true;
        visitor.field(COOKIE, String.join("; ", fields.getAll(COOKIE)));
      }
    }
  }
}
