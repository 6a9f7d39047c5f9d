package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.CDS;
import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a stream begins and ends. */
final class StreamTest extends Chapter {
  @ParameterizedTest
  @EnumSource
  void theNodeCountsInTheFirstRequestOnly(Variant variant) {
    change(put(CDS, "a", "1"), put(EDS, "a", "1"));
    RawClient client = connect(variant);
    assertThat(client.subscribe(CDS, "a").take(CDS).texts()).isEqualTo(Map.of("a", "1"));

    client.introduce(LoopbackServer.envoy("client"));
    assertThat(client.subscribe(EDS, "a").take(EDS).texts()).isEqualTo(Map.of("a", "1"));
    client.introduce(LoopbackServer.envoy("impostor")).subscribe(CDS, "b").settle();
    assertThat(server.connected()).containsExactly(LoopbackServer.uid("client"));
  }

  @ParameterizedTest
  @EnumSource
  void aFirstRequestWithoutANodeEndsItsStreamOnly(Variant variant) {
    change(put(CDS, "a", "1"));
    RawClient nameless = server.connect(variant, Node.getDefaultInstance()).subscribe(CDS, "a");
    assertThat(nameless.expectEnd().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);

    RawClient client = connect(variant).subscribe(CDS, "a");
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "1"));
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatHasNoMoreToSayIsAnsweredAndLetGo(Variant variant) {
    change(put(CDS, "a", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a");
    client.halfClose();

    assertThat(client.expect(CDS).texts()).isEqualTo(Map.of("a", "1"));
    assertThat(client.expectEnd().getCode()).isEqualTo(Status.Code.OK);
    assertThat(server.facts.awaitClosed()).isEqualTo(LoopbackServer.uid("client"));
    assertThat(server.connected()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatBreaksOffIsForgottenAsConnected(Variant variant) {
    RawClient client = connect(variant).subscribe(CDS).settle();
    client.disconnect();

    assertThat(server.facts.awaitClosed()).isEqualTo(LoopbackServer.uid("client"));
    assertThat(server.connected()).isEmpty();
  }
}
