package io.heddle.proxy.route;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.RequestHead;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request without a connection. */
record Request(String method, String authority, String target, Map<String, String> fields)
    implements RequestHead {
  @Override
  public long bodyLength() {
    return BodyLength.NONE;
  }

  @Override
  public @Nullable String header(String name) {
    return fields.get(name);
  }

  @Override
  public void forEachField(FieldVisitor visitor) {
    fields.forEach(visitor::field);
  }
}
