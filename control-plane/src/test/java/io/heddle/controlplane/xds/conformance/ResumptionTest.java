package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.CDS;
import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.LDS;
import static io.heddle.controlplane.xds.conformance.Resources.UNKNOWN_TYPE;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static io.heddle.controlplane.xds.conformance.Resources.remove;
import static io.heddle.controlplane.xds.conformance.Variant.DELTA;
import static io.heddle.controlplane.xds.conformance.Variant.STATE_OF_THE_WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client says and is told when it comes back on a new stream. */
final class ResumptionTest extends Chapter {
  @Test
  void deltaSendsWhatChangedAndRemovesWhatVanished() {
    change(put(CDS, "same", "1"), put(CDS, "changed", "1"), put(CDS, "gone", "1"));
    Answer kept = connect(DELTA).subscribe(CDS, "same", "changed", "gone").take(CDS);
    change(put(CDS, "changed", "2"), remove(CDS, "gone"));

    Answer answer = connect(DELTA).resume(kept, "same", "changed", "gone").take(CDS);
    assertThat(answer.texts()).isEqualTo(Map.of("changed", "2"));
    assertThat(answer.removed()).containsExactly("gone");
  }

  @Test
  void deltaDoesSoForAWildcardToo() {
    change(put(CDS, "same", "1"), put(CDS, "changed", "1"), put(CDS, "gone", "1"));
    Answer kept = connect(DELTA).subscribe(CDS).take(CDS);
    change(put(CDS, "changed", "2"), remove(CDS, "gone"), put(CDS, "new", "1"));

    for (String[] names : List.of(new String[] {}, new String[] {"*"})) {
      Answer answer = connect(DELTA).resume(kept, names).take(CDS);
      assertThat(answer.texts()).isEqualTo(Map.of("changed", "2", "new", "1"));
      assertThat(answer.removed()).containsExactly("gone");
    }
  }

  @Test
  void deltaAnswersWithNothingWhenNothingWasMissed() {
    change(put(CDS, "a", "1"));
    Answer kept = connect(DELTA).subscribe(CDS, "a").take(CDS);

    RawClient again = connect(DELTA).resume(kept, "a");
    assertThat(again.take(CDS).isEmpty()).isTrue();
    again.expectNothing();
    change(put(CDS, "a", "2"));
    assertThat(again.take(CDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @Test
  void deltaHonoursTheVersionsOfAnotherServersLife() {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"));
    Answer kept = connect(DELTA).subscribe(CDS, "a", "b").take(CDS);
    try (LoopbackServer another = new LoopbackServer(new MeshByHand())) {
      another.apply(put(CDS, "b", "2"));
      another.apply(put(CDS, "a", "1"));

      Answer answer = another.connect(DELTA, "client").resume(kept, "a", "b").take(CDS);
      assertThat(answer.texts()).isEqualTo(Map.of("b", "2"));
    }
  }

  @Test
  void deltaSendsWhatIsKeptInAVersionThatNobodyKnows() {
    change(put(CDS, "a", "1"));
    Answer kept = connect(DELTA).subscribe(CDS, "a").take(CDS).claiming("of another server");

    Answer answer = connect(DELTA).resume(kept, "a").take(CDS);
    assertThat(answer.texts()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void deltaIgnoresTheVersionsOfNamesThatAreNotAskedFor() {
    change(put(CDS, "a", "1"), put(CDS, "gone", "1"));
    Answer kept = connect(DELTA).subscribe(CDS, "a", "gone").take(CDS);
    change(remove(CDS, "gone"));

    assertThat(connect(DELTA).resume(kept, "a").take(CDS).isEmpty()).isTrue();
  }

  @Test
  void deltaIgnoresTheVersionsOfATypeThatNobodyServes() {
    change(put(CDS, "a", "1"));
    Answer kept = connect(DELTA).subscribe(CDS, "a").take(CDS);

    RawClient again = connect(DELTA).resume(kept.as(UNKNOWN_TYPE), "a");
    assertThat(again.expect(UNKNOWN_TYPE).isEmpty()).isTrue();
    assertThat(again.subscribe(CDS, "a").take(CDS).texts()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void deltaIgnoresVersionsAfterTheFirstRequestOfTheType() {
    change(put(CDS, "a", "1"));
    RawClient client = connect(DELTA).subscribe(CDS, "a");
    Answer kept = client.take(CDS);

    assertThat(client.resume(kept, "a").take(CDS).texts()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void theStateOfTheWorldHoldsNothingBackForAVersion() {
    change(put(EDS, "a", "1"), put(EDS, "b", "1"));
    Answer kept = connect(STATE_OF_THE_WORLD).subscribe(EDS, "a").take(EDS);

    Answer answer = connect(STATE_OF_THE_WORLD).resume(kept, "a", "b").take(EDS);
    assertThat(answer.texts()).isEqualTo(Map.of("a", "1", "b", "1"));
  }

  @Test
  void inTheStateOfTheWorldWhatVanishedIsMissingFromTheWholeSet() {
    change(put(LDS, "a", "1"));
    Answer kept = connect(STATE_OF_THE_WORLD).subscribe(LDS, "a").take(LDS);
    change(remove(LDS, "a"));

    assertThat(connect(STATE_OF_THE_WORLD).resume(kept, "a").take(LDS).isEmpty()).isTrue();
    assertThat(connect(STATE_OF_THE_WORLD).resume(kept).take(LDS).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aStreamKnowsNothingOfAnEarlierOnesSubscriptions(Variant variant) {
    change(put(EDS, "a", "1"), put(EDS, "b", "1"));
    connect(variant).subscribe(EDS, "a").settle().disconnect();
    RawClient again = connect(variant).subscribe(EDS, "b").settle();
    change(put(EDS, "a", "2"));

    again.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void aNonceOfAnEarlierStreamDoesNoHarm(Variant variant) {
    change(put(EDS, "a", "1"));
    RawClient again = connect(variant).subscribeAnswering("of an earlier stream", EDS, "a");

    assertThat(again.take(EDS).texts()).isEqualTo(Map.of("a", "1"));
    again.expectNothing();
  }
}
