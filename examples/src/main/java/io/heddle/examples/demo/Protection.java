package io.heddle.examples.demo;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What Heddle protects a rollout with; each can be switched off to see what it is for. */
public enum Protection {
  /** An instance is told to stop only when its clients have let go of it. */
  BARRIER("SIGTERM reaches the application at once: requests are cut or refused"),
  /** An instance gets requests only when its application passes its checks. */
  GATE("the deployer goes on at once: requests reach instances that cannot serve yet"),
  /** A request that reached no application goes elsewhere, whatever its method. */
  UNPROCESSED("POSTs fail that no application ever saw");

  private final String symptomWithout;

  Protection(String symptomWithout) {
    this.symptomWithout = symptomWithout;
  }

  /** What is to be seen when it is off. */
  public String symptomWithout() {
    return symptomWithout;
  }

  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a list such as {@code barrier,gate}. */
  public static Set<Protection> parse(String list) {
    Set<Protection> protections = EnumSet.noneOf(Protection.class);
    for (String name : list.split(",", -1)) {
      protections.add(
          Arrays.stream(values())
              .filter(protection -> protection.flag().equals(name.strip()))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "--without: " + name + " (expected: barrier, gate, unprocessed)")));
    }
    return protections;
  }

  /** The list that {@link #parse} reads. */
  public static String format(Set<Protection> protections) {
    return protections.stream().sorted().map(Protection::flag).collect(Collectors.joining(","));
  }
}
