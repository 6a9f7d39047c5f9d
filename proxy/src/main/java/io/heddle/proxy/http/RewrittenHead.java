package io.heddle.proxy.http;

import org.jspecify.annotations.Nullable;

/** A request's head with the target and the authority that it is sent on with. */
record RewrittenHead(RequestHead original, String target, String authority) implements RequestHead {
  private static final String HOST = "host";

  @Override
  public String method() {
    return original.method();
  }

  @Override
  public long bodyLength() {
    return original.bodyLength();
  }

  @Override
  public String upgrade() {
    return original.upgrade();
  }

  @Override
  public @Nullable String header(String name) {
    return name.equals(HOST) ? authority : original.header(name);
  }

  @Override
  public void forEachField(FieldVisitor visitor) {
    original.forEachField(
        (name, value) -> visitor.field(name, HeaderRules.sameName(name, HOST) ? authority : value));
  }
}
