package io.heddle.examples.demo;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One execution of a request, as an application wrote it down. */
public record LedgerEntry(String id, long pid, String version, String method, Instant at) {
  private static final Pattern FORM =
      Pattern.compile("(\\S+) ([0-9]{1,10}) (\\S+) ([A-Z]+) ([0-9]{1,15})");

  /** Reads a line; empty if an application cannot have written it whole. */
  static Optional<LedgerEntry> parse(String line) {
    Matcher matcher = FORM.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new LedgerEntry(
            matcher.group(1),
            Long.parseLong(matcher.group(2)),
            matcher.group(3),
            matcher.group(4),
            Instant.ofEpochMilli(Long.parseLong(matcher.group(5)))));
  }
}
