package io.heddle.proxy.fuzz;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.RequestHead;
import org.jspecify.annotations.Nullable;

/** A request that is only there to be answered. */
record AnyRequest(String method) implements RequestHead {
  @Override
  public String target() {
    return "/";
  }

  @Override
  public String authority() {
    return "a";
  }

  @Override
  public long bodyLength() {
    return BodyLength.NONE;
  }

  @Override
  public @Nullable String header(String name) {
    return name.equals("host") ? "a" : null;
  }

  @Override
  public void forEachField(FieldVisitor visitor) {
    visitor.field("host", "a");
  }
}
