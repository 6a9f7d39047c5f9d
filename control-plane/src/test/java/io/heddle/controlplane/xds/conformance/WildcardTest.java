package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.CDS;
import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.LDS;
import static io.heddle.controlplane.xds.conformance.Resources.RDS;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static io.heddle.controlplane.xds.conformance.Resources.remove;
import static io.heddle.controlplane.xds.conformance.Variant.DELTA;
import static io.heddle.controlplane.xds.conformance.Variant.STATE_OF_THE_WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asking for everything, by a star and by the older way, saying nothing. */
final class WildcardTest extends Chapter {
  @ParameterizedTest
  @EnumSource
  void anEmptyFirstRequestAsksForEverything(Variant variant) {
    change(put(LDS, "a", "1"), put(LDS, "b", "1"));
    asksForEverything(variant, connect(variant).subscribe(LDS));
  }

  @ParameterizedTest
  @EnumSource
  void aStarAsksForEverything(Variant variant) {
    change(put(LDS, "a", "1"), put(LDS, "b", "1"));
    asksForEverything(variant, connect(variant).subscribe(LDS, "*"));
  }

  private void asksForEverything(Variant variant, RawClient client) {
    assertThat(client.take(LDS).texts()).isEqualTo(Map.of("a", "1", "b", "1"));
    change(put(LDS, "c", "1"));
    assertThat(client.take(LDS).texts()).containsEntry("c", "1");
    change(remove(LDS, "a"));
    assertThat(variant.takesAway(client.take(LDS), "a")).isTrue();
    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void everythingIsAnsweredWhenThereIsNothing(Variant variant) {
    assertThat(connect(variant).subscribe(CDS).take(CDS).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void routesAndEndpointsHaveNoWildcard(Variant variant) {
    change(put(RDS, "a", "1"), put(EDS, "a", "1"));
    RawClient client = connect(variant).subscribe(RDS).subscribe(EDS);
    client.expectNothing();
    change(put(RDS, "a", "2"), put(EDS, "a", "2"));

    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void aStarCanBeTakenBack(Variant variant) {
    change(put(CDS, "a", "1"));
    RawClient client = connect(variant).subscribe(CDS, "*").settle();
    client.unsubscribe(CDS, "*").expectNothing();
    change(put(CDS, "a", "2"));
    client.expectNothing();

    client.subscribe(CDS, "*");
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void aNameOutlastsTheStarBesideIt(Variant variant) {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a").settle();
    client.subscribe(CDS, "*");
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "1", "b", "1"));
    client.unsubscribe(CDS, "*").expectNothing();
    change(put(CDS, "b", "2"));
    client.expectNothing();

    change(put(CDS, "a", "2"));
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  /** The protocol's own example. */
  @Test
  void theStateOfTheWorldGoesFromEverythingToANameToNothing() {
    change(put(CDS, "A", "1"), put(CDS, "B", "1"));
    RawClient client = connect(STATE_OF_THE_WORLD).subscribe(CDS).settle();
    client.subscribe(CDS, "*", "A");
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("A", "1", "B", "1"));

    client.unsubscribe(CDS, "*").expectNothing();
    change(put(CDS, "B", "2"));
    client.expectNothing();
    change(put(CDS, "A", "2"));
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("A", "2"));

    client.unsubscribe(CDS, "A").expectNothing();
    change(put(CDS, "A", "3"));
    client.expectNothing();
  }

  /** The protocol's own example. */
  @Test
  void deltaGoesFromEverythingToANameToNothing() {
    change(put(CDS, "A", "1"), put(CDS, "B", "1"));
    RawClient client = connect(DELTA).subscribe(CDS).settle();
    client.subscribe(CDS, "A");
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("A", "1"));

    client.unsubscribe(CDS, "*").expectNothing();
    change(put(CDS, "B", "2"));
    client.expectNothing();
    change(put(CDS, "A", "2"));
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("A", "2"));

    client.unsubscribe(CDS, "A").expectNothing();
    change(put(CDS, "A", "3"));
    client.expectNothing();
  }

  @Test
  void inTheStateOfTheWorldANameInsteadOfNothingEndsTheWildcardForGood() {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"));
    RawClient client = connect(STATE_OF_THE_WORLD).subscribe(CDS).settle();
    client.subscribe(CDS, "a");
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "1"));
    client.unsubscribe(CDS, "a").expectNothing();
    change(put(CDS, "b", "2"));

    client.expectNothing();
  }

  @Test
  void deltaTakesBackAStarThatWasNeverSaid() {
    change(put(CDS, "a", "1"));
    RawClient client = connect(DELTA).subscribe(CDS).settle();
    client.unsubscribe(CDS, "*").subscribe(CDS).expectNothing();
    change(put(CDS, "a", "2"));

    client.expectNothing();
  }

  @Test
  void deltaTellsANameAgainThatIsDroppedBesideTheWildcard() {
    change(put(CDS, "a", "1"));
    RawClient client = connect(DELTA).subscribe(CDS, "*", "a", "nobody").settle();
    client.unsubscribe(CDS, "a", "nobody");

    Answer answer = client.take(CDS);
    assertThat(answer.texts()).isEqualTo(Map.of("a", "1"));
    assertThat(answer.removed()).containsExactly("nobody");
  }

  @Test
  void deltaSendsEverythingAgainWhenTheStarIsAskedForAgain() {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"));
    RawClient client = connect(DELTA).subscribe(CDS, "*").settle();
    client.subscribe(CDS, "*");

    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "1", "b", "1"));
  }
}
