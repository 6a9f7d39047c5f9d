package io.heddle.examples.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The ports that a sidecar named when it was ready: its application's, and where it listens. */
record Ready(
    int applicationPort, List<String> inbound, List<String> outbound, String admin, String health) {
  private static final Pattern APPLICATION = Pattern.compile(" inbound ([0-9]+)=");
  private static final Pattern INBOUND = Pattern.compile(" inbound [0-9]+=(\\S+)");
  private static final Pattern OUTBOUND = Pattern.compile(" outbound [^ =]+=(\\S+)");
  private static final Pattern ADMIN = Pattern.compile(" admin (\\S+)");
  private static final Pattern HEALTH = Pattern.compile(" health (\\S+)");

  Ready {
    inbound = List.copyOf(inbound);
    outbound = List.copyOf(outbound);
  }

  static Ready of(String line) {
    return new Ready(
        Integer.parseInt(all(APPLICATION, line).getFirst()),
        all(INBOUND, line),
        all(OUTBOUND, line),
        all(ADMIN, line).getFirst(),
        all(HEALTH, line).getFirst());
  }

  /** Everywhere that it listens. */
  List<String> all() {
    List<String> all = new ArrayList<>(inbound);
    all.addAll(outbound);
    all.add(admin);
    all.add(health);
    return all;
  }

  private static List<String> all(Pattern pattern, String line) {
    return pattern.matcher(line).results().map(result -> result.group(1)).toList();
  }
}
