package io.heddle.proxy.http1;

import io.heddle.proxy.http.HeadView;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view of the fields that Netty's decoder made. */
class NettyHead implements HeadView {
  private final HttpHeaders headers;

  NettyHead(HttpHeaders headers) {
    this.headers = headers;
  }

  @Override
  public final @Nullable String header(String name) {
    String first = headers.get(name);
    if (first == null) {
      return null;
    }
    List<String> all = headers.getAll(name);
    return all.size() == 1 ? first : String.join(",", all);
  }

  @Override
  public final void forEachField(FieldVisitor visitor) {
    Iterator<Map.Entry<CharSequence, CharSequence>> fields = headers.iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      visitor.field(field.getKey(), field.getValue());
    }
  }
}
