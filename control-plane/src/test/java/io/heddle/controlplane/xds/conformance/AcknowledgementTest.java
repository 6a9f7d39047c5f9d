package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.CDS;
import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.UNKNOWN_TYPE;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static io.heddle.controlplane.xds.conformance.Variant.DELTA;
import static io.heddle.controlplane.xds.conformance.Variant.STATE_OF_THE_WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions, nonces, acceptance and refusal. */
final class AcknowledgementTest extends Chapter {
  @ParameterizedTest
  @EnumSource
  void aFirstRequestNeedsNeitherVersionNorNonce(Variant variant) {
    change(put(CDS, "a", "1"));
    Answer answer = connect(variant).subscribe(CDS, "a").expect(CDS);

    assertThat(answer.texts()).isEqualTo(Map.of("a", "1"));
    assertThat(answer.nonce()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswerSaysWhoTheServerIs(Variant variant) {
    change(put(CDS, "a", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a").subscribe(UNKNOWN_TYPE, "x");

    assertThat(client.expect(CDS).server()).isEqualTo("heddle");
    assertThat(client.expect(UNKNOWN_TYPE).server()).isEqualTo("heddle");
  }

  @ParameterizedTest
  @EnumSource
  void noNonceIsUsedTwiceOnAStream(Variant variant) {
    change(put(CDS, "a", "1"), put(EDS, "a", "1"));
    RawClient client = connect(variant);
    Answer cluster = client.subscribe(CDS, "a").take(CDS);
    Answer endpoints = client.subscribe(EDS, "a").take(EDS);
    Answer unknown = client.subscribe(UNKNOWN_TYPE, "x").expect(UNKNOWN_TYPE);
    change(put(EDS, "a", "2"));
    Answer changed = client.take(EDS);
    change(put(EDS, "a", "1"));
    Answer changedBack = client.take(EDS);

    assertThat(Stream.of(cluster, endpoints, unknown, changed, changedBack).map(Answer::nonce))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void theVersionIsTheContents(Variant variant) {
    change(put(CDS, "a", "1"));
    RawClient client = connect(variant);
    Answer first = client.subscribe(CDS, "a").take(CDS);
    change(put(CDS, "a", "2"));
    Answer second = client.take(CDS);
    change(put(CDS, "a", "1"));
    Answer third = client.take(CDS);
    Answer toAnother = server.connect(variant, "another").subscribe(CDS, "a").take(CDS);

    assertThat(versions(first)).isNotEqualTo(versions(second)).isEqualTo(versions(third));
    assertThat(versions(toAnother)).isEqualTo(versions(first));
  }

  @ParameterizedTest
  @EnumSource
  void eachTypeHasAVersionOfItsOwn(Variant variant) {
    change(put(CDS, "a", "1"), put(EDS, "e", "1"));
    RawClient client = connect(variant);
    Answer before = client.subscribe(EDS, "e").take(EDS);
    var _ = client.subscribe(CDS, "a").take(CDS);
    change(put(CDS, "a", "2"));
    Answer cluster = client.take(CDS);

    Answer after = server.connect(variant, "another").subscribe(EDS, "e").take(EDS);
    assertThat(versions(after)).isEqualTo(versions(before)).isNotEqualTo(versions(cluster));
  }

  @ParameterizedTest
  @EnumSource
  void oneAnswerIsUnderWayAndTheNextIsTheLatest(Variant variant) {
    change(put(EDS, "a", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a");
    Answer first = client.expect(EDS);
    change(put(EDS, "a", "2"));
    change(put(EDS, "a", "3"));
    client.expectNothing();

    client.accept(first);
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "3"));
    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void anAcknowledgementIsNotAnswered(Variant variant) {
    change(put(CDS, "a", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a");
    Answer answer = client.take(CDS);
    client.expectNothing();

    client.accept(answer).accept(answer).expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void anOldNonceAcknowledgesNothing(Variant variant) {
    change(put(EDS, "a", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a");
    Answer first = client.take(EDS);
    change(put(EDS, "a", "2"));
    Answer second = client.expect(EDS);
    change(put(EDS, "a", "3"));
    client.accept(first).expectNothing();

    client.accept(second);
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "3"));
  }

  @ParameterizedTest
  @EnumSource
  void aNonceOfAnotherTypeAcknowledgesNothing(Variant variant) {
    change(put(CDS, "a", "1"), put(EDS, "a", "1"));
    RawClient client = connect(variant);
    Answer cluster = client.subscribe(CDS, "a").expect(CDS);
    Answer endpoints = client.subscribe(EDS, "a").expect(EDS);
    change(put(EDS, "a", "2"));
    client.acknowledge(EDS, cluster.nonce()).expectNothing();

    client.accept(endpoints);
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @Test
  void theStateOfTheWorldIgnoresARequestWithAnOldNonce() {
    change(put(EDS, "a", "1"), put(EDS, "b", "1"));
    RawClient client = connect(STATE_OF_THE_WORLD).subscribe(EDS, "a");
    Answer first = client.take(EDS);
    change(put(EDS, "a", "2"));
    var _ = client.take(EDS);
    client.subscribeAnswering(first.nonce(), EDS, "b").expectNothing();
    assertThat(server.holders(EDS, "b")).isEmpty();

    client.subscribe(EDS);
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("b", "1"));
  }

  @Test
  void deltaHonoursSubscriptionsInARequestWithAnOldNonce() {
    change(put(EDS, "a", "1"), put(EDS, "b", "1"));
    RawClient client = connect(DELTA).subscribe(EDS, "a");
    Answer first = client.take(EDS);
    change(put(EDS, "a", "2"));
    var _ = client.take(EDS);

    client.subscribeAnswering(first.nonce(), EDS, "b");
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("b", "1"));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalIsReportedByNameAndMessage(Variant variant) {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a", "b");
    client.refuse(client.expect(CDS), "cluster b: no such policy").expectNothing();

    assertThat(server.refused("client")).isEqualTo(Map.of("b", "cluster b: no such policy"));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalThatNamesNothingIsOfAll(Variant variant) {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a", "b");
    client.refuse(client.expect(CDS), "no").expectNothing();

    assertThat(server.refused("client")).isEqualTo(Map.of("a", "no", "b", "no"));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedContentIsNotSentAgainUntilItChanges(Variant variant) {
    change(put(EDS, "a", "1"), put(EDS, "b", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a", "b").settle();
    change(put(EDS, "a", "bad"));
    client.refuse(client.expect(EDS), "a: bad").expectNothing();
    change(put(EDS, "b", "2"));
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("b", "2"));
    client.expectNothing();
    assertThat(server.refused("client")).isEqualTo(Map.of("a", "a: bad"));

    change(put(EDS, "a", "good"));
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "good"));
    client.expectNothing();
    assertThat(server.refused("client")).isEmpty();
  }

  @Test
  void theWholeSetIsStillWholeWhileAPartOfItIsRefused() {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"));
    RawClient client = connect(STATE_OF_THE_WORLD).subscribe(CDS).settle();
    change(put(CDS, "a", "bad"));
    client.refuse(client.expect(CDS), "a: bad").expectNothing();
    change(put(CDS, "b", "2"));

    assertThat(client.expect(CDS).texts()).isEqualTo(Map.of("a", "bad", "b", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalOfAnUnknownResponseIsNone(Variant variant) {
    change(put(EDS, "a", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a");
    Answer first = client.expect(EDS);
    Answer unknown = new Answer(EDS, "never-sent", "", "", List.of(), List.of());
    client.refuse(unknown, "a: bad");
    change(put(EDS, "a", "2"));
    client.expectNothing();
    assertThat(server.refused("client")).isEmpty();

    client.accept(first);
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  private static List<Object> versions(Answer answer) {
    return List.of(answer.version(), answer.versions());
  }
}
