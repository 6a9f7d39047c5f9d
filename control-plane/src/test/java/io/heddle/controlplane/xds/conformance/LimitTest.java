package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static io.heddle.controlplane.xds.conformance.Variant.DELTA;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much of a client's own making the server keeps. */
final class LimitTest extends Chapter {
  private static final int QUARTER_CHARS = 4 * 1024 * 1024 - 1_024;

  /** In the state of the world they are in one message, which has a limit itself. */
  @Test
  void theNamesOfAStreamMayHaveSixteenMebibytesInAll() {
    RawClient client = connect(DELTA);
    for (int number = 0; number < 4; number++) {
      client.subscribe(EDS, number + "x".repeat(QUARTER_CHARS)).settle();
    }
    client.unsubscribe(EDS, 0 + "x".repeat(QUARTER_CHARS));
    client.subscribe(EDS, 4 + "x".repeat(QUARTER_CHARS)).settle();
    assertThat(server.connected()).containsExactly(LoopbackServer.uid("client"));

    client.subscribe(EDS, 5 + "x".repeat(QUARTER_CHARS));
    assertThat(client.expectEnd().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(server.connected()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aNodeMayHaveAnIdOf1024Characters(Variant variant) {
    String longest = "x".repeat(1_024);
    server.connect(variant, longest).settle();
    assertThat(server.connected()).containsExactly(LoopbackServer.uid(longest));

    RawClient tooLong = server.connect(variant, longest + "x").subscribe(EDS, "a");
    assertThat(tooLong.expectEnd().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @EnumSource
  void theReasonOfARefusalIsCutAfter1000Characters(Variant variant) {
    change(put(EDS, "a", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a");
    String reason = "x".repeat(1_000);
    client.refuse(client.expect(EDS), reason + " in a").expectNothing();

    assertThat(server.refused("client")).isEqualTo(Map.of("a", reason));
    assertThat(server.facts.refusals()).containsExactly(reason);
  }

  @ParameterizedTest
  @EnumSource
  void aTypeUrlMayHave256Characters(Variant variant) {
    String longest = "x".repeat(256);
    RawClient client = connect(variant).subscribe(longest, "a");
    assertThat(client.expect(longest).isEmpty()).isTrue();

    client.subscribe(longest + "x", "a");
    assertThat(client.expectEnd().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }
}
