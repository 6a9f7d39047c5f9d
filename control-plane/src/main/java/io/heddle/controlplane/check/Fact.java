package io.heddle.controlplane.check;

import java.util.function.Function;

/** Something that was found out, or why it could not be. */
public sealed interface Fact<T> {
  record Found<T>(T value) implements Fact<T> {}

  record Unknown<T>(String why) implements Fact<T> {}

  /** What a check sees in it; skipped when it is not known. */
  default Finding look(Function<T, Finding> check) {
    return switch (this) {
      case Found<T>(var value) -> check.apply(value);
      case Unknown<T>(var why) -> Finding.skipped(why);
    };
  }
}
