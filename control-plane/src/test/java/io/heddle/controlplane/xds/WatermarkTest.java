package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.ClientKind.ENVOY;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.LDS;
import static io.heddle.controlplane.xds.Samples.RDS;
import static io.heddle.controlplane.xds.Samples.SDS;
import static io.heddle.controlplane.xds.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How far a stream is said to have applied the changes. */
final class WatermarkTest {
  private final XdsHarness xds = new XdsHarness();
  private final DeltaClient client = xds.delta("web-1");

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void startsWithTheFirstAcknowledgement() {
    xds.apply(put(EDS, "a", "1"));
    client.subscribe(EDS, "a");
    assertThat(xds.applied("web-1")).isZero();

    client.take();
    assertThat(xds.applied("web-1")).isEqualTo(1);
  }

  @Test
  void waitsForEveryFirstQuestion() {
    xds.apply(put(EDS, "a", "1"), put(CDS, "b", "1"));
    client.subscribe(EDS, "a").subscribe(CDS, "b");
    client.take();
    assertThat(xds.applied("web-1")).isZero();

    client.take();
    assertThat(xds.applied("web-1")).isEqualTo(1);
  }

  @Test
  void passesAChangeWhenItIsAcknowledged() {
    xds.apply(put(EDS, "a", "1"));
    client.subscribe(EDS, "a").takeAll();
    long generation = xds.apply(put(EDS, "a", "2"));
    DeltaDiscoveryResponse response = client.next();
    assertThat(xds.applied("web-1")).isEqualTo(generation - 1);

    client.ack(response);
    assertThat(xds.applied("web-1")).isEqualTo(generation);
  }

  @Test
  void aGenerationThatSendsNothingIsAppliedAtOnce() {
    xds.apply(put(EDS, "a", "1"));
    client.subscribe(EDS, "a").takeAll();

    assertThat(xds.applied("web-1")).isEqualTo(1);
    xds.apply(put(EDS, "other", "1"));
    assertThat(xds.applied("web-1")).isEqualTo(2);
  }

  @Test
  void aGenerationThatSendsNothingDoesNotPassAnOlderOneInFlight() {
    xds.apply(put(EDS, "a", "1"));
    client.subscribe(EDS, "a").takeAll();
    xds.apply(put(EDS, "a", "2"));
    xds.apply(put(EDS, "other", "1"));
    assertThat(xds.applied("web-1")).isEqualTo(1);

    client.take();
    assertThat(xds.applied("web-1")).isEqualTo(3);
  }

  @Test
  void aChangeThatIsStillDirtyHoldsItBack() {
    xds.apply(put(EDS, "a", "1"));
    client.subscribe(EDS, "a").takeAll();
    xds.apply(put(EDS, "a", "2"));
    xds.apply(put(EDS, "a", "3"));
    xds.apply(put(EDS, "a", "4"));
    client.take();
    assertThat(xds.applied("web-1")).isEqualTo(2);

    client.take();
    assertThat(xds.applied("web-1")).isEqualTo(4);
  }

  @Test
  void aChangeThatWaitsToBeMergedHoldsItBack() {
    xds.apply(put(RDS, "a", "1"));
    client.subscribe(RDS, "a").takeAll();
    xds.apply(put(RDS, "a", "2"));
    client.take();
    xds.apply(put(RDS, "a", "3"));

    assertThat(xds.applied("web-1")).isEqualTo(2);
  }

  @Test
  void aSubscriptionThatAChangeCausedHoldsThatChangeBack() {
    xds.apply(put(RDS, "a", "1"), put(CDS, "next", "1"));
    client.subscribe(RDS, "a").takeAll();
    long generation = xds.apply(put(RDS, "a", "to next"));
    DeltaDiscoveryResponse route = client.next();
    client.subscribe(CDS, "next").ack(route);
    assertThat(xds.applied("web-1")).isEqualTo(generation - 1);

    client.take();
    assertThat(xds.applied("web-1")).isEqualTo(generation);
  }

  @Test
  void aMissingNameHoldsItBackUntilItsAbsenceIsAcknowledged() {
    xds.apply(put(RDS, "a", "1"));
    client.subscribe(RDS, "a");
    DeltaDiscoveryResponse route = client.next();
    client.subscribe(CDS, "missing").ack(route);
    assertThat(xds.applied("web-1")).isZero();

    client.take();
    assertThat(xds.applied("web-1")).isEqualTo(1);
  }

  @Test
  void aRefusalPassesItButKeepsTheChangeFromBeingApplied() {
    xds.apply(put(EDS, "a", "1"));
    client.subscribe(EDS, "a").takeAll();
    long generation = xds.apply(put(EDS, "a", "bad"));
    client.nack(client.next(), "a: bad");

    assertThat(xds.applied("web-1")).isEqualTo(generation);
    assertThat(xds.holder("web-1").hasApplied(generation, List.of(Samples.key(EDS, "a"))))
        .isFalse();
    assertThat(xds.holder("web-1").hasApplied(generation, List.of(Samples.key(EDS, "b")))).isTrue();
  }

  @Test
  void unsubscribingReleasesWhatWasDirty() {
    xds.apply(put(EDS, "a", "1"), put(EDS, "b", "1"));
    client.subscribe(EDS, "a", "b").takeAll();
    xds.apply(put(EDS, "b", "2"));
    DeltaDiscoveryResponse response = client.next();
    xds.apply(put(EDS, "a", "3"));
    client.unsubscribe(EDS, "a").ack(response);

    assertThat(xds.applied("web-1")).isEqualTo(3);
  }

  @Test
  void envoyCountsAMomentAfterItsAcknowledgement() {
    DeltaClient envoy = xds.delta("envoy-1", "envoy");
    xds.apply(put(ENVOY, EDS, "a", "1"));
    envoy.subscribe(EDS, "a").takeAll();
    xds.mesh.advanceMillis(100);
    long generation = xds.apply(put(ENVOY, EDS, "a", "2"));
    envoy.takeAll();
    xds.mesh.advanceMillis(99);
    assertThat(xds.applied("envoy-1")).isEqualTo(generation - 1);

    xds.mesh.advanceMillis(1);
    assertThat(xds.applied("envoy-1")).isEqualTo(generation);
  }

  @Test
  void grpcCountsAMomentAfterItsAcknowledgement() {
    StateOfTheWorldClient grpc = xds.stateOfTheWorld("grpc-1", "gRPC C++");
    xds.apply(put(ClientKind.GRPC, EDS, "a", "1"));
    grpc.subscribe(EDS, "a").takeAll();
    assertThat(xds.applied("grpc-1")).isZero();

    xds.mesh.advanceMillis(100);
    assertThat(xds.applied("grpc-1")).isEqualTo(1);
  }

  @Test
  void acknowledgementsSettleOneByOne() {
    DeltaClient envoy = xds.delta("envoy-1", "envoy");
    xds.apply(put(ENVOY, EDS, "a", "1"));
    envoy.subscribe(EDS, "a").takeAll();
    xds.mesh.advanceMillis(60);
    xds.apply(put(ENVOY, EDS, "a", "2"));
    envoy.takeAll();
    xds.mesh.advanceMillis(40);
    assertThat(xds.applied("envoy-1")).isEqualTo(1);

    xds.mesh.advanceMillis(60);
    assertThat(xds.applied("envoy-1")).isEqualTo(2);
  }

  @Test
  void aClientThatHasNothingAndWaitsForNothingIsUpToDate() {
    xds.apply(put(LDS, "a", "1"));
    StateOfTheWorldClient grpc = xds.stateOfTheWorld("grpc-1", "gRPC Java");
    grpc.subscribe(LDS, "does-not-exist");

    assertThat(xds.applied("grpc-1")).isEqualTo(1);
  }

  @Test
  void aClientThatKeptSomethingIsNotUpToDateBeforeItAcknowledges() {
    xds.apply(put(EDS, "a", "1"));
    client.resume(EDS, Map.of("a", "version of another control plane"));
    client.next();

    assertThat(xds.applied("web-1")).isZero();
  }

  @Test
  void aSecretThatDoesNotExistYetHoldsNothingBack() {
    xds.apply(put(EDS, "a", "1"));
    client.subscribe(EDS, "a").takeAll().subscribe(SDS, "default");

    assertThat(xds.applied("web-1")).isEqualTo(1);
  }

  @Test
  void aClientWhoseConfigurationIsWithheldNeverCatchesUp() {
    xds.access("old-1", Access.SECRETS_ONLY);
    xds.secrets.put("old-1", "ROOTCA", "root");
    xds.apply(put(EDS, "a", "1"));
    DeltaClient old = xds.delta("old-1").subscribe(SDS, "ROOTCA").subscribe(EDS, "a").takeAll();

    long generation = xds.apply(put(EDS, "a", "2"));
    assertThat(old.waiting()).isZero();
    assertThat(xds.holdersOf(EDS, "a")).containsExactly("old-1");
    assertThat(xds.applied("old-1")).isZero().isLessThan(generation);
  }
}
