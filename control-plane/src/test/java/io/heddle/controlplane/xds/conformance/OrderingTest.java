package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.CDS;
import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.LDS;
import static io.heddle.controlplane.xds.conformance.Resources.RDS;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static io.heddle.controlplane.xds.conformance.Resources.remove;
import static io.heddle.controlplane.xds.conformance.Variant.DELTA;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.xds.ClientKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Make before break, on one aggregated stream. */
final class OrderingTest extends Chapter {
  @ParameterizedTest
  @EnumSource
  void whatIsReferredToComesBeforeWhatRefersToIt(Variant variant) {
    RawClient client = connect(variant);
    client.subscribe(RDS, "r").subscribe(LDS, "l").subscribe(EDS, "c").subscribe(CDS, "c").settle();
    change(put(RDS, "r", "1"), put(LDS, "l", "1"), put(EDS, "c", "1"), put(CDS, "c", "1"));

    for (String type : List.of(CDS, EDS, LDS, RDS)) {
      assertThat(client.expect(type).texts()).containsValue("1");
    }
    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void aRouteDoesNotOvertakeTheClusterOfItsChange(Variant variant) {
    change(put(CDS, "c", "1"), put(RDS, "r", "1"));
    RawClient client = connect(variant).subscribe(CDS, "c").subscribe(RDS, "r").settle();
    change(put(CDS, "c", "2"));
    Answer underWay = client.expect(CDS);
    change(put(CDS, "c", "3"), put(RDS, "r", "3"));
    client.expectNothing();

    client.accept(underWay);
    assertThat(client.expect(CDS).texts()).isEqualTo(Map.of("c", "3"));
    assertThat(client.expect(RDS).texts()).isEqualTo(Map.of("r", "3"));
  }

  @ParameterizedTest
  @EnumSource
  void aClusterGoesAfterTheRouteThatLeftItIsAcknowledged(Variant variant) {
    change(put(CDS, "old", "1"), put(CDS, "other", "1"), put(RDS, "r", "to old"));
    RawClient client = connect(variant).subscribe(CDS).subscribe(RDS, "r").settle();
    change(remove(CDS, "old"), put(CDS, "new", "1"), put(RDS, "r", "to new"));
    Answer added = client.take(CDS);
    assertThat(added.texts()).containsEntry("new", "1");
    assertThat(variant.takesAway(added, "old")).isFalse();
    Answer route = client.expect(RDS);
    client.expectNothing();

    client.accept(route);
    assertThat(variant.takesAway(client.take(CDS), "old")).isTrue();
    client.expectNothing();
  }

  @Test
  void whatRefersToOthersGoesBeforeThem() {
    change(put(LDS, "a", "1"), put(RDS, "a", "1"), put(CDS, "a", "1"), put(EDS, "a", "1"));
    RawClient client = connect(DELTA).subscribe(LDS, "a").subscribe(RDS, "a").subscribe(CDS, "a");
    client.subscribe(EDS, "a").settle();
    change(remove(EDS, "a"), remove(CDS, "a"), remove(RDS, "a"), remove(LDS, "a"));

    for (String type : List.of(LDS, RDS, CDS, EDS)) {
      Answer answer = client.expect(type);
      assertThat(answer.removed()).containsExactly("a");
      client.expectNothing();
      client.accept(answer);
    }
    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource
  void aChangedClusterOfAnEnvoyHasItsEndpointsSentAgain(Variant variant) {
    change(put(CDS, "a", "1"), put(CDS, "b", "1"), put(EDS, "a", "e"));
    RawClient client = connect(variant).subscribe(CDS).subscribe(EDS, "a").settle();
    change(put(CDS, "a", "2"));
    Answer cluster = client.expect(CDS);
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "e"));
    client.accept(cluster).expectNothing();

    change(put(CDS, "b", "2"));
    var _ = client.take(CDS);
    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource(names = {"HEDDLE", "GRPC"})
  void clientsThatDoNotWarmClustersGetTheClusterAlone(ClientKind kind) {
    change(put(kind, CDS, "a", "1"), put(kind, EDS, "a", "e"));
    RawClient client = server.connect(DELTA, LoopbackServer.node(kind, "client"));
    client.subscribe(CDS, "a").subscribe(EDS, "a").settle();
    change(put(kind, CDS, "a", "2"));

    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "2"));
    client.expectNothing();
  }

  @ParameterizedTest
  @EnumSource(names = {"HEDDLE", "GRPC"})
  void theirEndpointsWaitUntilTheClusterIsAcknowledged(ClientKind kind) {
    change(put(kind, CDS, "a", "1"), put(kind, EDS, "a", "1"));
    RawClient client = server.connect(DELTA, LoopbackServer.node(kind, "client"));
    client.subscribe(CDS, "a").subscribe(EDS, "a").settle();
    change(put(kind, CDS, "a", "2"), put(kind, EDS, "a", "2"));
    Answer cluster = client.expect(CDS);
    client.expectNothing();

    client.accept(cluster);
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void aTypeThatIsNeverAcknowledgedHoldsUpNoOther(Variant variant) {
    change(put(CDS, "a", "1"), put(EDS, "a", "1"), put(LDS, "a", "1"), put(RDS, "a", "1"));
    RawClient client = connect(variant);
    Answer neverAnswered = client.subscribe(RDS, "a").expect(RDS);
    client.subscribe(CDS, "a").subscribe(EDS, "a").subscribe(LDS, "a").settle();
    for (String text : List.of("2", "3", "4")) {
      change(put(CDS, "a", text), put(EDS, "a", text), put(LDS, "a", text), put(RDS, "a", text));
      for (String type : List.of(CDS, EDS, LDS)) {
        assertThat(client.take(type).texts()).isEqualTo(Map.of("a", text));
      }
      client.expectNothing();
    }

    client.accept(neverAnswered);
    assertThat(client.take(RDS).texts()).isEqualTo(Map.of("a", "4"));
  }

  @ParameterizedTest
  @EnumSource
  void changesThatFollowAtOnceAreMergedButNotThoseOfEndpoints(Variant variant) {
    change(put(CDS, "a", "1"), put(EDS, "e", "1"));
    RawClient client = connect(variant).subscribe(CDS, "a").subscribe(EDS, "e").settle();
    server.apply(put(CDS, "a", "2"));
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "2"));
    server.apply(put(CDS, "a", "3"));
    server.apply(put(CDS, "a", "4"), put(EDS, "e", "2"));
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("e", "2"));
    client.expectNothing();

    mesh.advance(MOMENT);
    assertThat(client.take(CDS).texts()).isEqualTo(Map.of("a", "4"));
  }
}
