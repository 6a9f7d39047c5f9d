package io.heddle.proxy.http;

import org.jspecify.annotations.Nullable;

/** A head without fields. */
record EmptyHead() implements HeadView {
  @Override
  public @Nullable String header(String name) {
    return null;
  }

  @Override
  public void forEachField(FieldVisitor visitor) {
    // There is none.
  }
}
