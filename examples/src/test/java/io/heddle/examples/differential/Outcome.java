package io.heddle.examples.differential;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a request, in a form that can be compared.
 *
 * @param fields of the response
 * @param seen by the servers that it reached, copies included
 */
record Outcome(int status, List<Field> fields, List<Seen> seen) {
  /** What a hop says of itself; and the texts that come with a response of its own. */
  private static final Set<String> OF_THE_HOP =
      Set.of("date", "connection", "transfer-encoding", "proxy-status");

  private static final Set<String> OF_OWN_TEXTS =
      Set.of(
          "date",
          "connection",
          "transfer-encoding",
          "proxy-status",
          "content-type",
          "content-length",
          "server");

  Outcome {
    fields = List.copyOf(fields);
    seen = List.copyOf(seen);
  }

  static Outcome of(Message response, List<Seen> seen) {
    boolean fromServer = response.value("x-backend").isPresent();
    return new Outcome(
        response.status(),
        Seen.comparable(response.fields(), fromServer ? OF_THE_HOP : OF_OWN_TEXTS),
        seen);
  }

  /** Of a connection that ended, or was silent, before there was a response. */
  static Outcome withoutResponse(List<Seen> seen) {
    return new Outcome(0, List.of(), seen);
  }

  Optional<String> value(String name) {
    return fields.stream().filter(field -> field.is(name)).map(Field::value).findFirst();
  }

  /** What the server saw whose answer it is, not those with copies. */
  Optional<Seen> served() {
    return value("x-backend")
        .flatMap(name -> seen.stream().filter(one -> one.backend().equals(name)).findFirst());
  }

  /** Whoever answered. */
  Outcome withoutBackend() {
    return new Outcome(
        status,
        fields.stream().filter(field -> !field.is("x-backend")).toList(),
        seen.stream().map(one -> one.withBackend("any")).toList());
  }

  /** That Envoy adds it to copies is a known difference. */
  Outcome withoutForwardedFor() {
    return new Outcome(
        status, fields, seen.stream().map(one -> one.without("x-forwarded-for")).toList());
  }

  /** In one word, to count what kinds of outcome there were. */
  String kind() {
    if (!seen.isEmpty()) {
      return "forwarded";
    }
    return status / 100 == 3 ? "redirected" : Integer.toString(status);
  }
}
