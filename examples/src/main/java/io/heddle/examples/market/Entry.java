package io.heddle.examples.market;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a market wrote down: a line of its ledger. */
public sealed interface Entry {
  Pattern EXECUTED = Pattern.compile("executed (\\S+) (\\S+) (\\S+) ([0-9]{1,15})");
  Pattern SESSION =
      Pattern.compile(
          "session (\\S+) (\\S+) (\\S+) ([0-9]{1,15}) ([0-9]{1,18}) ([0-9]{1,18}) ([A-Z]+)");

  String id();

  /** By which it was asked. */
  Kind kind();

  String version();

  Instant at();

  /** A request, before its answer. */
  record Executed(String id, Kind kind, String version, Instant at) implements Entry {}

  /** A session, at its end. */
  record Session(String id, Kind kind, String version, Instant at, Exchanged exchanged)
      implements Entry {}

  /** How many messages of a session, or bytes of a TCP session, and who ended it. */
  record Exchanged(long received, long sent, EndedBy endedBy) {}

  /** A line, with its end. */
  default String line() {
    String head = id() + ' ' + kind().label() + ' ' + version() + ' ' + at().toEpochMilli();
    return switch (this) {
      case Executed _ -> "executed " + head + '\n';
      case Session(_, _, _, _, var exchanged) ->
          "session %s %d %d %s\n"
              .formatted(head, exchanged.received(), exchanged.sent(), exchanged.endedBy());
    };
  }

  /** Reads a line without its end; empty if a market cannot have written it whole. */
  static Optional<Entry> parse(String line) {
    Matcher executed = EXECUTED.matcher(line);
    if (executed.matches()) {
      return Kind.of(executed.group(2))
          .map(kind -> new Executed(executed.group(1), kind, executed.group(3), at(executed)));
    }
    Matcher session = SESSION.matcher(line);
    if (!session.matches()) {
      return Optional.empty();
    }
    Exchanged exchanged =
        new Exchanged(
            Long.parseLong(session.group(5)),
            Long.parseLong(session.group(6)),
            EndedBy.valueOf(session.group(7)));
    return Kind.of(session.group(2))
        .map(kind -> new Session(session.group(1), kind, session.group(3), at(session), exchanged));
  }

  private static Instant at(Matcher line) {
    return Instant.ofEpochMilli(Long.parseLong(line.group(4)));
  }
}
