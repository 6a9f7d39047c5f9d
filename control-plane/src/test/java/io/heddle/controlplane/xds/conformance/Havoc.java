package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.CDS;
import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.put;

import io.heddle.controlplane.xds.ResourceChange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clients that do what none should, one after the other, each on a connection of its own. */
final class Havoc {
  static final int BAD_RESOURCES = 1_000;

  private static final String NAME = "havoc";
  private static final int BIG_CHARS = 64 * 1024;

  private final LoopbackServer server;
  private final Variant variant;
  private final int times;

  /** They do the cheap things so many {@code times}, the others less often. */
  Havoc(LoopbackServer server, Variant variant, int times) {
    this.server = server;
    this.variant = variant;
    this.times = times;
  }

  /** A thousand clusters that a client is to refuse, and a good one. */
  static ResourceChange[] badAndOneGood() {
    return Stream.concat(
            badNames().stream().map(name -> put(CDS, name, "1")), Stream.of(put(CDS, "good", "1")))
        .toArray(ResourceChange[]::new);
  }

  static List<String> badNames() {
    return IntStream.range(0, BAD_RESOURCES).mapToObj(number -> "bad-" + number).toList();
  }

  /** Names them all, as Envoy does. */
  static String refusal() {
    return badNames().stream()
        .map(name -> name + ": no such policy")
        .collect(Collectors.joining(", ", "Error adding/updating cluster(s) ", ""));
  }

  void all() {
    server.apply(badAndOneGood());
    server.apply(put(EDS, NAME, "1"));
    refusesWithoutEnd();
    refusesAThousand();
    saysOldNonces();
    repeatsItself();
    dropsWhatItNeverHad();
    stopsReading();
    comesBackWithOldVersions();
    var _ = new Garbage(variant, 1).flood(server.channel(), times);
  }

  private void refusesWithoutEnd() {
    RawClient client = server.connect(variant, NAME).subscribe(EDS, NAME);
    Answer answer = client.expect(EDS);
    IntStream.range(0, times).forEach(number -> client.refuse(answer, "no " + number));
    leave(client);
  }

  private void refusesAThousand() {
    String refusal = refusal();
    for (int round = 0; round < times / 100; round++) {
      RawClient client = server.connect(variant, NAME).subscribe(CDS);
      client.refuse(client.expect(CDS), refusal);
      leave(client);
    }
  }

  private void saysOldNonces() {
    RawClient client = server.connect(variant, NAME).subscribe(EDS, NAME).settle();
    IntStream.range(0, times).forEach(number -> client.acknowledge(EDS, "old-" + number));
    leave(client);
  }

  private void repeatsItself() {
    RawClient client = server.connect(variant, NAME);
    // In the state of the world each request is longer by what is repeated.
    IntStream.range(0, times / 10).forEach(_ -> client.subscribe(EDS, NAME));
    leave(client);
  }

  private void dropsWhatItNeverHad() {
    RawClient client = server.connect(variant, NAME).subscribe(EDS, NAME).settle();
    IntStream.range(0, times).forEach(number -> client.unsubscribe(EDS, "never-" + number));
    leave(client);
  }

  private void stopsReading() {
    RawClient client = server.connectReadingByHand(variant, NAME).subscribe(EDS, "big");
    String big = "x".repeat(BIG_CHARS);
    IntStream.range(0, times / 10).forEach(number -> server.apply(put(EDS, "big", number + big)));
    client.disconnect();
  }

  private void comesBackWithOldVersions() {
    RawClient first = server.connect(variant, NAME).subscribe(CDS);
    Answer kept = first.take(CDS).claiming("old");
    leave(first);
    for (int round = 0; round < times / 100; round++) {
      leave(server.connect(variant, NAME).resume(kept));
    }
  }

  /** Once the server has heard all of it. */
  private static void leave(RawClient client) {
    client.settle().disconnect();
  }
}
