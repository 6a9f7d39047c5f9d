package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.CDS;
import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static io.heddle.controlplane.xds.conformance.Resources.remove;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client that misbehaves gets, and what it costs. */
final class RobustnessTest extends Chapter {
  private static final int STORM = 10_000;

  /** What HTTP/2 lets go unread, and the responses on the edge of it. */
  private static final long MAX_UNREAD_BYTES = 12L * 1024 * 1024;

  @ParameterizedTest
  @EnumSource
  void aStormOfRefusalsIsOneRefusal(Variant variant) {
    change(put(EDS, "a", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a");
    Answer answer = client.expect(EDS);
    IntStream.range(0, STORM).forEach(number -> client.refuse(answer, "a: no " + number));
    client.expectNothing();
    assertThat(server.refused("client")).isEqualTo(Map.of("a", "a: no 0"));
    assertThat(server.facts.refusals()).hasSize(1);

    change(put(EDS, "a", "2"));
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "2"));
    client.expectNothing();
    assertThat(server.refused("client")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void oneGoodResourceAmongAThousandRefusedIsInForce(Variant variant) {
    change(Havoc.badAndOneGood());
    RawClient client = connect(variant).subscribe(CDS);
    client.refuse(client.expect(CDS), Havoc.refusal()).expectNothing();
    assertThat(server.refused("client"))
        .containsOnlyKeys(Havoc.badNames().toArray(String[]::new))
        .doesNotContainKey("good");

    change(put(CDS, "good", "2"));
    assertThat(client.expect(CDS).texts()).containsEntry("good", "2");
  }

  @ParameterizedTest
  @EnumSource
  void oldNoncesAndNamesNeverAskedForAreHarmlessInAnyNumber(Variant variant) {
    change(put(EDS, "a", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a").settle();
    for (int number = 0; number < STORM / 10; number++) {
      client.acknowledge(EDS, "old-" + number).unsubscribe(EDS, "never-" + number);
    }
    client.expectNothing();

    change(put(EDS, "a", "2"));
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatStopsReadingIsSentLittleMoreThanItReads(Variant variant) {
    String big = "x".repeat(256 * 1024);
    change(put(EDS, "big", "0" + big));
    RawClient client = server.connectReadingByHand(variant, "client").subscribe(EDS, "big");
    Answer first = client.read(1).take(EDS);
    server.facts.awaitAccepted();
    int answered = acknowledgeUnread(client, first, big);

    assertThat(answered).isGreaterThan(2);
    assertThat(server.facts.sentBytes()).isLessThan(MAX_UNREAD_BYTES);
    client.read(Integer.MAX_VALUE);
    String latest = client.take(EDS).texts().get("big");
    for (int more = 1; more <= answered && !(200 + big).equals(latest); more++) {
      latest = client.take(EDS).texts().get("big");
    }
    assertThat((200 + big).equals(latest)).isTrue();
  }

  /** Two hundred changes, and an acknowledgement of each response without reading it. */
  private int acknowledgeUnread(RawClient client, Answer first, String big) {
    long nonce = Long.parseLong(first.nonce(), 16);
    int answered = 1;
    for (int number = 1; number <= 200; number++) {
      change(put(EDS, "big", number + big));
      if (server.facts.sent() > answered) {
        answered++;
        nonce++;
        client.acknowledge(EDS, Long.toHexString(nonce));
        server.facts.awaitAccepted();
      }
    }
    return answered;
  }

  @ParameterizedTest
  @EnumSource
  void comingBackAHundredTimesWithOldVersionsLeavesNothingBehind(Variant variant) {
    change(put(CDS, "a", "1"), put(CDS, "gone", "1"));
    Answer kept = connect(variant).subscribe(CDS).take(CDS);
    change(put(CDS, "a", "2"), remove(CDS, "gone"));
    for (int round = 0; round < 100; round++) {
      RawClient again = server.connect(variant, "again").resume(kept);
      Answer answer = again.take(CDS);
      assertThat(answer.texts()).isEqualTo(Map.of("a", "2"));
      assertThat(variant.takesAway(answer, "gone")).isTrue();
      again.disconnect();
      assertThat(server.facts.awaitClosed()).isEqualTo(LoopbackServer.uid("again"));
    }

    assertThat(server.connected()).containsExactly(LoopbackServer.uid("client"));
  }
}
