package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.CDS;
import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.LDS;
import static io.heddle.controlplane.xds.conformance.Resources.RDS;
import static io.heddle.controlplane.xds.conformance.Resources.TYPES;
import static io.heddle.controlplane.xds.conformance.Resources.UNKNOWN_TYPE;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static io.heddle.controlplane.xds.conformance.Variant.DELTA;
import static io.heddle.controlplane.xds.conformance.Variant.STATE_OF_THE_WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names asked for and dropped. */
final class SubscriptionTest extends Chapter {
  @ParameterizedTest
  @EnumSource
  void aChangeGoesOnlyToThoseWhoAskedForTheResource(Variant variant) {
    change(put(EDS, "a", "1"), put(EDS, "b", "1"));
    RawClient one = server.connect(variant, "one").subscribe(EDS, "a").settle();
    RawClient other = server.connect(variant, "other").subscribe(EDS, "b").settle();
    change(put(EDS, "a", "2"));

    assertThat(one.take(EDS).texts()).isEqualTo(Map.of("a", "2"));
    other.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void contentThatStaysTheSameIsNotSent(Variant variant) {
    change(put(CDS, "a", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a").settle();
    change(put(CDS, "a", "1"), put(CDS, "another", "1"));

    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void endpointsAndRoutesAreSentOneByOne(Variant variant) {
    change(put(EDS, "a", "1"), put(EDS, "b", "1"), put(RDS, "a", "1"), put(RDS, "b", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a", "b").subscribe(RDS, "a", "b").settle();

    change(put(EDS, "b", "2"));
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("b", "2"));
    change(put(RDS, "a", "2"));
    assertThat(client.take(RDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @Test
  void deltaSendsClustersAndListenersOneByOneToo() {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"), put(LDS, "a", "1"), put(LDS, "b", "1"));
    RawClient client = connect(DELTA).subscribe(CDS).subscribe(LDS, "a", "b").settle();

    change(put(CDS, "b", "2"));
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("b", "2"));
    change(put(LDS, "a", "2"));
    assertThat(client.take(LDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @Test
  void theStateOfTheWorldSendsAllClustersAndListeners() {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"), put(LDS, "a", "1"), put(LDS, "b", "1"));
    RawClient client = connect(STATE_OF_THE_WORLD).subscribe(CDS).subscribe(LDS, "a", "b").settle();

    change(put(CDS, "b", "2"));
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "1", "b", "2"));
    change(put(LDS, "a", "2"));
    assertThat(client.take(LDS).texts()).isEqualTo(Map.of("a", "2", "b", "1"));
  }

  @Test
  void deltaSendsANameThatIsAskedForAgain() {
    change(put(CDS, "a", "1"));
    RawClient client = connect(DELTA).subscribe(CDS, "a").settle();

    client.subscribe(CDS, "a");
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "1"));
    client.expectNothing();
  }

  @Test
  void theStateOfTheWorldAnswersARepeatedListOnce() {
    change(put(CDS, "a", "1"));
    RawClient client = connect(STATE_OF_THE_WORLD).subscribe(CDS, "a").subscribe(CDS);
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "1"));
    client.expectNothing();

    client.subscribe(CDS).expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void aNameIsInAnAnswerOnce(Variant variant) {
    change(put(CDS, "a", "1"), put(EDS, "a", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a", "a", "*");
    assertThat(client.take(CDS).contents()).hasSize(1);

    client.subscribe(EDS, "a", "a");
    assertThat(client.take(EDS).contents()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDroppedIsSentNoMore(Variant variant) {
    change(put(EDS, "a", "1"), put(EDS, "b", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a", "b").settle();
    client.unsubscribe(EDS, "b").expectNothing();
    assertThat(server.holders(EDS, "b")).isEmpty();
    change(put(EDS, "b", "2"));
    client.expectNothing();

    change(put(EDS, "a", "2"));
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void droppingTheLastNameIsNoWildcard(Variant variant) {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a").settle();
    client.unsubscribe(CDS, "a").subscribe(CDS).expectNothing();
    change(put(CDS, "a", "2"), put(CDS, "b", "2"));

    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void droppingWhatWasNeverAskedForIsHarmless(Variant variant) {
    change(put(CDS, "a", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a").settle();
    client.unsubscribe(CDS, "never").unsubscribe(RDS, "nor-this").unsubscribe(UNKNOWN_TYPE, "x");
    assertThat(client.expect(UNKNOWN_TYPE).isEmpty()).isTrue();
    client.expectNothing();

    change(put(CDS, "a", "2"));
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void aNameTakenUpAgainIsSentAgain(Variant variant) {
    change(put(EDS, "a", "1"), put(EDS, "b", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a", "b").settle();
    client.unsubscribe(EDS, "b").subscribe(EDS, "b");

    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("b", "1"));
  }

  @Test
  void deltaAnswersOnlyWhatIsStillWanted() {
    change(put(EDS, "a", "1"), put(EDS, "b", "1"), put(EDS, "c", "1"));
    RawClient client = connect(DELTA).subscribe(EDS, "a");
    Answer underWay = client.expect(EDS);
    client.subscribe(EDS, "b", "c").unsubscribe(EDS, "b").accept(underWay);

    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("c", "1"));
    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void oneStreamCarriesAllTypes(Variant variant) {
    TYPES.forEach(type -> change(put(type, "a", "1")));
    RawClient client = connect(variant);
    List<Answer> answers =
        TYPES.reversed().stream().map(type -> client.subscribe(type, "a").expect(type)).toList();
    answers.forEach(answer -> assertThat(answer.texts()).isEqualTo(Map.of("a", "1")));
    answers.reversed().forEach(client::accept);
    client.settle();

    change(put(RDS, "a", "2"));
    assertThat(client.take(RDS).texts()).isEqualTo(Map.of("a", "2"));
    change(put(EDS, "a", "2"));
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void aTypeThatNobodyServesIsAnsweredWithNothing(Variant variant) {
    change(put(CDS, "a", "1"));
    RawClient client = connect(variant).subscribe(UNKNOWN_TYPE, "x").subscribe("", "x");
    Answer unknown = client.expect(UNKNOWN_TYPE);
    assertThat(unknown.isEmpty()).isTrue();
    assertThat(client.expect("").isEmpty()).isTrue();

    client.accept(unknown).expectNothing();
    assertThat(client.subscribe(CDS, "a").take(CDS).texts()).isEqualTo(Map.of("a", "1"));
  }
}
