package io.heddle.controlplane.cli;

import io.heddle.controlplane.model.DidYouMean;
import io.heddle.controlplane.model.ServiceName;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** Guesses which of the known names was meant by one that is not known. */
final class Suggestion {
  private Suggestion() {}

  /** One like it in its namespace; else the same name in another, or one like it. */
  static Optional<ServiceName> among(Collection<ServiceName> known, ServiceName written) {
    return like(written, known, name -> name.namespace().equals(written.namespace()))
        .or(() -> like(written, known, name -> name.name().equals(written.name())))
        .or(() -> like(written, known, _ -> true));
  }

  private static Optional<ServiceName> like(
      ServiceName written, Collection<ServiceName> known, Predicate<ServiceName> where) {
    Collection<ServiceName> there = known.stream().filter(where).sorted().toList();
    return DidYouMean.among(there.stream().map(ServiceName::name).toList(), written.name())
        .flatMap(name -> there.stream().filter(it -> it.name().equals(name)).findFirst());
  }
}
