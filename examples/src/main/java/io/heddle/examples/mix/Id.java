package io.heddle.examples.mix;

import io.heddle.examples.market.Kind;
import java.util.Optional;

/** What a request or a session is called: its kind, and its number among those of its kind. */
record Id(Kind kind, int number) {
  /** Empty if this load never calls anything so. */
  static Optional<Id> parse(String id) {
    int dot = id.lastIndexOf('.');
    if (dot < 0 || !id.substring(dot + 1).matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(id.substring(dot + 1));
    return Kind.of(id.substring(0, dot)).map(kind -> new Id(kind, number));
  }

  @Override
  public String toString() {
    return kind.label() + '.' + number;
  }
}
