package io.heddle.examples.differential;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A request as a server saw it, in a form that can be compared. */
record Seen(String backend, String firstLine, List<Field> fields, String body) {
  /** What a hop says of itself or of its connection, and nobody's rules speak of. */
  private static final Set<String> OF_THE_HOP =
      Set.of("x-forwarded-proto", "x-request-id", "connection", "transfer-encoding", Backend.ID);

  Seen {
    fields = List.copyOf(fields);
  }

  static Seen of(String backend, Message message) {
    return new Seen(
        backend, message.firstLine(), comparable(message.fields(), OF_THE_HOP), message.body());
  }

  /** The names that are never compared, and more. */
  static Set<String> notCompared(Set<String> more) {
    Set<String> all = new HashSet<>(OF_THE_HOP);
    all.addAll(more);
    return all;
  }

  Seen withBackend(String other) {
    return new Seen(other, firstLine, fields, body);
  }

  Seen without(String name) {
    return new Seen(
        backend, firstLine, fields.stream().filter(field -> !field.is(name)).toList(), body);
  }

  /** By name; those of one name stay in their order. */
  static List<Field> comparable(List<Field> fields, Set<String> without) {
    return fields.stream()
        .map(Field::lowerCase)
        .filter(field -> !without.contains(field.name()) && !field.name().startsWith("x-envoy-"))
        .sorted(Comparator.comparing(Field::name))
        .toList();
  }
}
