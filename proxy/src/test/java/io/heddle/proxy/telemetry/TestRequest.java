package io.heddle.proxy.telemetry;

import io.heddle.proxy.http.RequestHead;
import org.jspecify.annotations.Nullable;

/** A request's head with a trace and nothing else. */
record TestRequest(String method, String target) implements RequestHead {
  @Override
  public String authority() {
    return "catalog";
  }

  @Override
  public long bodyLength() {
    return 0;
  }

  @Override
  public @Nullable String header(String name) {
    return name.equals("traceparent") ? "00-trace-01" : null;
  }

  @Override
  public void forEachField(FieldVisitor visitor) {
    visitor.field("traceparent", "00-trace-01");
  }
}
