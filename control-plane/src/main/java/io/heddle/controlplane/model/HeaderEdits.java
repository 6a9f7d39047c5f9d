package io.heddle.controlplane.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Edits of a head, applied in the order remove, set, add. */
public record HeaderEdits(List<String> remove, List<Header> set, List<Header> add) {
  public static final HeaderEdits NONE = new HeaderEdits(List.of(), List.of(), List.of());

  public HeaderEdits {
    remove = List.copyOf(remove);
    set = List.copyOf(set);
    add = List.copyOf(add);
  }

  /** A header field. */
  public record Header(String name, String value) {}

  /** Both as one: a header that {@code next} sets or removes is left to it alone. */
  public HeaderEdits then(HeaderEdits next) {
    Set<String> decided =
        Stream.concat(next.remove.stream(), next.set.stream().map(Header::name))
            .map(HeaderEdits::key)
            .collect(Collectors.toSet());
    return new HeaderEdits(
        joined(remove, next.remove, Function.identity(), decided),
        joined(set, next.set, Header::name, decided),
        joined(add, next.add, Header::name, decided));
  }

  private static <T> List<T> joined(
      List<T> first, List<T> next, Function<T, String> name, Set<String> decided) {
    return Stream.concat(
            first.stream().filter(edit -> !decided.contains(key(name.apply(edit)))), next.stream())
        .toList();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
