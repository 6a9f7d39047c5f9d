package io.heddle.examples.differential;

import java.util.Locale;

/** A header field as it was on the wire. */
record Field(String name, String value) {
  static Field parse(String line) {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("field: " + line + " (expected: name: value)");
    }
    return new Field(line.substring(0, colon), line.substring(colon + 1).strip());
  }

  boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  Field lowerCase() {
    return new Field(name.toLowerCase(Locale.ROOT), value);
  }

  @Override
  public String toString() {
    return name + ": " + value;
  }
}
