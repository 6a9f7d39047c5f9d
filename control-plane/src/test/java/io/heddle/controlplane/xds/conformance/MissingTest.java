package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.CDS;
import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.LDS;
import static io.heddle.controlplane.xds.conformance.Resources.RDS;
import static io.heddle.controlplane.xds.conformance.Resources.TYPES;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static io.heddle.controlplane.xds.conformance.Resources.remove;
import static io.heddle.controlplane.xds.conformance.Variant.DELTA;
import static io.heddle.controlplane.xds.conformance.Variant.STATE_OF_THE_WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources that do not exist, not yet or not any more. */
final class MissingTest extends Chapter {
  @Test
  void deltaAnswersAMissingNameAsRemoved() {
    RawClient client = connect(DELTA);
    for (String type : TYPES) {
      Answer answer = client.subscribe(type, "nobody").take(type);
      assertThat(answer.removed()).containsExactly("nobody");
      assertThat(answer.contents()).isEmpty();
    }
  }

  @Test
  void theStateOfTheWorldHasNoAnswerForAMissingName() {
    RawClient client = connect(STATE_OF_THE_WORLD);
    TYPES.forEach(type -> client.subscribe(type, "nobody").expectNothing());
  }

  @ParameterizedTest
  @ValueSource(strings = {CDS, LDS})
  void aMissingNameIsAbsentFromTheWholeSet(String type) {
    change(put(type, "a", "1"));
    RawClient client = connect(STATE_OF_THE_WORLD).subscribe(type, "a", "nobody");

    assertThat(client.take(type).texts()).isEqualTo(Map.of("a", "1"));
    client.expectNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {EDS, RDS})
  void amongSentOneByOneAMissingNameIsLeftOut(String type) {
    change(put(type, "a", "1"));
    RawClient client = connect(STATE_OF_THE_WORLD).subscribe(type, "a", "nobody");

    assertThat(client.take(type).texts()).isEqualTo(Map.of("a", "1"));
    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void aMissingNameIsSentOnceItExists(Variant variant) {
    RawClient client = connect(variant);
    for (String type : TYPES) {
      client.subscribe(type, "later").settle();
      change(put(type, "later", "1"));
      assertThat(client.take(type).texts()).isEqualTo(Map.of("later", "1"));
      client.expectNothing();
    }
  }

  @Test
  void deltaSaysOnceThatAResourceIsGone() {
    RawClient client = connect(DELTA);
    for (String type : TYPES) {
      change(put(type, "a", "1"));
      client.subscribe(type, "a").settle();
      change(remove(type, "a"));
      Answer answer = client.take(type);
      assertThat(answer.removed()).containsExactly("a");
      assertThat(answer.contents()).isEmpty();
      client.expectNothing();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CDS, LDS})
  void inTheStateOfTheWorldWhatIsGoneIsMissingFromTheWholeSet(String type) {
    change(put(type, "a", "1"), put(type, "b", "1"));
    RawClient client = connect(STATE_OF_THE_WORLD).subscribe(type, "a", "b").settle();
    change(remove(type, "a"));
    assertThat(client.take(type).texts()).isEqualTo(Map.of("b", "1"));

    change(remove(type, "b"));
    assertThat(client.take(type).contents()).isEmpty();
    client.expectNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {EDS, RDS})
  void theStateOfTheWorldCannotSayThatEndpointsOrRoutesAreGone(String type) {
    change(put(type, "a", "1"));
    RawClient client = connect(STATE_OF_THE_WORLD).subscribe(type, "a").settle();
    change(remove(type, "a"));

    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void whatComesBackIsSentAgain(Variant variant) {
    RawClient client = connect(variant);
    for (String type : TYPES) {
      change(put(type, "a", "1"));
      client.subscribe(type, "a").settle();
      change(remove(type, "a"));
      client.settle();
      change(put(type, "a", "1"));
      assertThat(client.take(type).texts()).isEqualTo(Map.of("a", "1"));
      client.settle();
    }
  }
}
