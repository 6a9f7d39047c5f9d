package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.ClientKind.ENVOY;
import static io.heddle.controlplane.xds.ClientKind.GRPC;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.LDS;
import static io.heddle.controlplane.xds.Samples.RDS;
import static io.heddle.controlplane.xds.Samples.put;
import static io.heddle.controlplane.xds.Samples.remove;
import static io.heddle.controlplane.xds.StateOfTheWorldClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Status;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The state-of-the-world variant. */
final class StateOfTheWorldTest {
  private final XdsHarness xds = new XdsHarness();
  private final StateOfTheWorldClient envoy = xds.stateOfTheWorld("envoy-1", "envoy");
  private final StateOfTheWorldClient grpc = xds.stateOfTheWorld("grpc-1", "gRPC Java");

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void listenersAndClustersAreAlwaysTheWholeSet() {
    xds.apply(put(ENVOY, CDS, "a", "1"), put(ENVOY, CDS, "b", "1"));
    assertThat(texts(envoy.subscribe(CDS).take())).containsOnlyKeys("a", "b");

    xds.apply(put(ENVOY, CDS, "a", "2"));
    assertThat(texts(envoy.take())).isEqualTo(Map.of("a", "2", "b", "1"));
  }

  @Test
  void aRemovedListenerIsMissingFromTheWholeSet() {
    xds.apply(put(GRPC, LDS, "a", "1"));
    grpc.subscribe(LDS, "a").takeAll();
    xds.apply(remove(GRPC, LDS, "a"));

    assertThat(texts(grpc.take())).isEmpty();
  }

  @Test
  void routesAndEndpointsAreSentOneByOne() {
    xds.apply(put(GRPC, EDS, "a", "1"), put(GRPC, EDS, "b", "1"));
    assertThat(texts(grpc.subscribe(EDS, "a", "b").take())).containsOnlyKeys("a", "b");

    xds.apply(put(GRPC, EDS, "b", "2"));
    assertThat(texts(grpc.take())).isEqualTo(Map.of("b", "2"));
  }

  @Test
  void aMissingNameGetsNoAnswer() {
    grpc.subscribe(LDS, "nobody");
    grpc.subscribe(RDS, "nobody");

    assertThat(grpc.waiting()).isZero();
    xds.apply(put(GRPC, LDS, "nobody", "1"));
    assertThat(texts(grpc.take())).containsOnlyKeys("nobody");
  }

  @Test
  void theRemovalOfARouteGetsNoAnswer() {
    xds.apply(put(GRPC, RDS, "a", "1"));
    grpc.subscribe(RDS, "a").takeAll();
    xds.apply(remove(GRPC, RDS, "a"));

    assertThat(grpc.waiting()).isZero();
    xds.mesh.advanceMillis(100);
    assertThat(xds.applied("grpc-1")).isEqualTo(xds.cache.generation());
  }

  @Test
  void aRouteThatGoesBeforeItsChangeWasToldIsToldOnceMore() {
    xds.apply(put(GRPC, RDS, "a", "1"));
    grpc.subscribe(RDS, "a");
    DiscoveryResponse first = grpc.next();
    xds.apply(put(GRPC, RDS, "a", "2"));
    xds.apply(remove(GRPC, RDS, "a"));
    grpc.ack(first);

    assertThat(texts(grpc.take())).isEqualTo(Map.of("a", "2"));
    assertThat(grpc.waiting()).isZero();
  }

  @Test
  void aListenerThatWasDeletedDuringAReconnectIsTakenAway() {
    xds.apply(put(GRPC, LDS, "a", "1"));
    String version = grpc.subscribe(LDS, "a").take().getVersionInfo();
    grpc.disconnect();
    xds.apply(remove(GRPC, LDS, "a"));

    StateOfTheWorldClient again = xds.stateOfTheWorld("grpc-1", "gRPC Java");
    assertThat(texts(again.resume(LDS, version, "a").take())).isEmpty();
  }

  @Test
  void anEmptyWildcardIsAnswered() {
    assertThat(texts(envoy.subscribe(LDS).take())).isEmpty();
  }

  @Test
  void anEmptyListOfEndpointsIsNoWildcard() {
    xds.apply(put(ENVOY, EDS, "a", "1"));

    assertThat(envoy.subscribe(EDS).waiting()).isZero();
  }

  @Test
  void aNameEndsTheWildcardForGood() {
    xds.apply(put(ENVOY, CDS, "a", "1"), put(ENVOY, CDS, "b", "1"));
    envoy.subscribe(CDS).takeAll();
    envoy.subscribe(CDS, "a").takeAll();
    xds.apply(put(ENVOY, CDS, "b", "2"));
    assertThat(envoy.waiting()).isZero();

    envoy.subscribe(CDS);
    xds.mesh.advanceMillis(20);
    xds.apply(put(ENVOY, CDS, "a", "2"));
    assertThat(envoy.waiting()).isZero();
  }

  @Test
  void aStarBesideNamesKeepsTheWildcard() {
    xds.apply(put(ENVOY, CDS, "a", "1"), put(ENVOY, CDS, "b", "1"));
    envoy.subscribe(CDS).takeAll();
    envoy.subscribe(CDS, "*", "a").takeAll();
    xds.mesh.advanceMillis(20);
    xds.apply(put(ENVOY, CDS, "b", "2"));

    assertThat(texts(envoy.take())).containsEntry("b", "2");
  }

  @Test
  void aRequestWithAnOutdatedNonceIsIgnored() {
    xds.apply(put(GRPC, EDS, "a", "1"), put(GRPC, EDS, "b", "1"));
    grpc.subscribe(EDS, "a");
    DiscoveryResponse first = grpc.next();
    grpc.send(
        DiscoveryRequest.newBuilder().setTypeUrl(EDS).addResourceNames("a").addResourceNames("b"));
    assertThat(grpc.waiting()).isZero();
    assertThat(xds.holdersOf(EDS, "b")).isEmpty();

    grpc.subscribe(EDS, "a", "b");
    assertThat(grpc.waiting()).isZero();
    grpc.ack(first);
    assertThat(texts(grpc.take())).containsOnlyKeys("b");
  }

  @Test
  void aNameThatWasDroppedAndIsAskedForAgainIsSentAgain() {
    xds.apply(put(GRPC, EDS, "a", "1"), put(GRPC, EDS, "b", "1"));
    grpc.subscribe(EDS, "a", "b").takeAll();
    grpc.subscribe(EDS, "a");
    assertThat(grpc.waiting()).isZero();

    grpc.subscribe(EDS, "a", "b");
    assertThat(texts(grpc.take())).containsOnlyKeys("b");
  }

  @Test
  void anUnknownTypeIsAnsweredEmptilyOnce() {
    grpc.subscribe("type.googleapis.com/envoy.Unknown", "x");

    assertThat(grpc.take().getResourcesList()).isEmpty();
    assertThat(grpc.waiting()).isZero();
    assertThat(grpc.ended()).isEmpty();
  }

  @Test
  void oneResponseIsInFlightAndTheNextIsTheLatest() {
    xds.apply(put(GRPC, EDS, "a", "1"));
    grpc.subscribe(EDS, "a");
    DiscoveryResponse first = grpc.next();
    xds.apply(put(GRPC, EDS, "a", "2"));
    xds.apply(put(GRPC, EDS, "a", "3"));
    assertThat(grpc.waiting()).isZero();

    grpc.ack(first);
    assertThat(texts(grpc.take())).isEqualTo(Map.of("a", "3"));
    assertThat(grpc.waiting()).isZero();
  }

  @Test
  void aRefusedContentIsNotSentAgainUntilItChanges() {
    xds.apply(put(GRPC, EDS, "a", "1"));
    grpc.subscribe(EDS, "a").takeAll();
    xds.apply(put(GRPC, EDS, "a", "bad"));
    grpc.nack(grpc.next(), "a: bad");
    assertThat(grpc.waiting()).isZero();
    assertThat(xds.holder("grpc-1").rejected()).containsExactly(Samples.key(EDS, "a"));

    xds.apply(put(GRPC, EDS, "a", "2"));
    assertThat(texts(grpc.take())).isEqualTo(Map.of("a", "2"));
    assertThat(xds.holder("grpc-1").rejected()).isEmpty();
  }

  @Test
  void aRefusalBlamesOnlyTheResourcesThatItNames() {
    xds.apply(put(ENVOY, CDS, "a", "1"), put(ENVOY, CDS, "b", "1"));
    envoy.subscribe(CDS);
    envoy.nack(envoy.next(), "Error adding/updating cluster(s) b: no such policy");

    assertThat(xds.holder("envoy-1").rejected()).containsExactly(Samples.key(CDS, "b"));
  }

  @Test
  void theVersionOfAResponseDependsOnItsContentOnly() {
    xds.apply(put(ENVOY, CDS, "a", "1"), put(ENVOY, CDS, "b", "1"));
    String version = envoy.subscribe(CDS).take().getVersionInfo();
    try (XdsHarness replica = new XdsHarness()) {
      replica.apply(put(ENVOY, CDS, "b", "1"));
      replica.apply(put(ENVOY, CDS, "a", "1"));
      StateOfTheWorldClient other = replica.stateOfTheWorld("envoy-1", "envoy");

      assertThat(other.subscribe(CDS).take().getVersionInfo()).isEqualTo(version);
    }
  }

  @Test
  void aVeryLargeResponseIsSentAndReported() {
    String large = "x".repeat(1_000_000);
    IntStream.range(0, 5).forEach(number -> xds.apply(put(ENVOY, CDS, "c" + number, large)));

    assertThat(envoy.subscribe(CDS).take().getResourcesCount()).isEqualTo(5);
    assertThat(xds.observer.events).contains("oversized envoy-1 Cluster");
  }

  @Test
  void endsAStreamThatAsksForTooManyNames() {
    String[] names =
        IntStream.rangeClosed(0, AdsStream.MAX_NAMES)
            .mapToObj(number -> "name-" + number)
            .toArray(String[]::new);
    grpc.subscribe(EDS, names);

    assertThat(grpc.ended()).map(Status::getCode).contains(Status.Code.RESOURCE_EXHAUSTED);
  }
}
