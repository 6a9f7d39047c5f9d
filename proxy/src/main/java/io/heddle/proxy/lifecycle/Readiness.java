package io.heddle.proxy.lifecycle;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a sidecar still waits for before it is ready. */
final class Readiness {
  private final Set<Condition> missing;

  /** All of these hold when it is ready. */
  enum Condition {
    /** Identity and first configuration are in force. */
    CONFIGURATION,
    APPLICATION,
    WARM_UP,
    /** It was not asked to stop. */
    STAYING
  }

  Readiness(Set<Condition> missing) {
    this.missing = EnumSet.noneOf(Condition.class);
    this.missing.addAll(missing);
  }

  void met(Condition condition) {
    missing.remove(condition);
  }

  void lost(Condition condition) {
    missing.add(condition);
  }

  boolean isMet(Condition condition) {
    return !missing.contains(condition);
  }

  boolean isReady() {
    return missing.isEmpty();
  }

  /** Empty when ready. */
  String waitingFor() {
    return missing.stream()
        .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }
}
