package io.heddle.controlplane.model;

import java.util.List;

/** The outcome of reading one object that a user wrote. */
public sealed interface Parsed<T> {
  record Accepted<T>(T value) implements Parsed<T> {}

  /** It is not put in force; the last version that was accepted stays. */
  record Rejected<T>(List<Problem> problems) implements Parsed<T> {
    public Rejected {
      problems = List.copyOf(problems);
      if (problems.stream().noneMatch(Problem::isError)) {
        throw new IllegalArgumentException("problems: " + problems + " (expected: an error)");
      }
    }
  }
}
