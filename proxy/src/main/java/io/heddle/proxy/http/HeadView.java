package io.heddle.proxy.http;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a head, seen where they are; valid until its exchange ends, on that exchange's
 * event loop only.
 */
public interface HeadView {
  /** No fields. */
  HeadView EMPTY = new EmptyHead();

  /**
   * A field's value; several values joined with a comma; null when absent.
   *
   * @param name lower-case
   */
  @Nullable String header(String name);

  /** Visits every field in the order it came. */
  void forEachField(FieldVisitor visitor);

  /** What a head's fields are shown to. */
  interface FieldVisitor {
    void field(CharSequence name, CharSequence value);
  }
}
