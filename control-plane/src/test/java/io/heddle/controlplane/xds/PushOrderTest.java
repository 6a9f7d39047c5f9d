package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.ClientKind.ENVOY;
import static io.heddle.controlplane.xds.DeltaClient.texts;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.LDS;
import static io.heddle.controlplane.xds.Samples.RDS;
import static io.heddle.controlplane.xds.Samples.put;
import static io.heddle.controlplane.xds.Samples.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Make before break. */
final class PushOrderTest {
  private final XdsHarness xds = new XdsHarness();
  private final DeltaClient client = xds.delta("web-1");

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void additionsGoInTheOrderInWhichTheyReferToEachOther() {
    client.subscribe(RDS, "a").subscribe(LDS, "a").subscribe(EDS, "e").subscribe(CDS, "a");
    client.takeAll();
    xds.apply(put(RDS, "a", "1"), put(LDS, "a", "1"), put(EDS, "e", "1"), put(CDS, "a", "1"));

    assertThat(client.next().getTypeUrl()).isEqualTo(CDS);
    assertThat(client.next().getTypeUrl()).isEqualTo(EDS);
    assertThat(client.next().getTypeUrl()).isEqualTo(LDS);
    assertThat(client.next().getTypeUrl()).isEqualTo(RDS);
  }

  @Test
  void aRouteDoesNotOvertakeTheClusterOfTheSameChange() {
    xds.apply(put(CDS, "a", "1"), put(RDS, "a", "1"));
    client.subscribe(CDS, "a").subscribe(RDS, "a").takeAll();
    xds.apply(put(CDS, "a", "2"));
    DeltaDiscoveryResponse earlier = client.next();
    xds.mesh.advanceMillis(20);
    xds.apply(put(CDS, "a", "3"), put(RDS, "a", "3"));
    assertThat(client.waiting()).isZero();

    client.ack(earlier);
    assertThat(texts(client.next())).isEqualTo(Map.of("a", "3"));
    assertThat(client.next().getTypeUrl()).isEqualTo(RDS);
  }

  @Test
  void anEnvoyGetsTheEndpointsOfAChangedClusterBeforeItAcknowledgesIt() {
    xds.apply(put(ENVOY, CDS, "a", "1"), put(ENVOY, CDS, "b", "1"), put(ENVOY, EDS, "a", "e"));
    StateOfTheWorldClient whole = xds.stateOfTheWorld("envoy-1", "envoy");
    DeltaClient delta = xds.delta("envoy-2", "envoy");
    whole.subscribe(CDS).subscribe(EDS, "a").takeAll();
    delta.subscribe(CDS).subscribe(EDS, "a").takeAll();
    xds.apply(put(ENVOY, CDS, "a", "2"));

    DiscoveryResponse cluster = whole.next();
    assertThat(cluster.getTypeUrl()).isEqualTo(CDS);
    assertThat(StateOfTheWorldClient.texts(whole.take())).isEqualTo(Map.of("a", "e"));
    whole.ack(cluster);
    assertThat(whole.waiting()).isZero();
    DeltaDiscoveryResponse changed = delta.next();
    assertThat(texts(changed)).isEqualTo(Map.of("a", "2"));
    assertThat(texts(delta.take())).isEqualTo(Map.of("a", "e"));
    assertThat(xds.applied("envoy-2")).isLessThan(xds.cache.generation());
    delta.ack(changed);
    assertThat(delta.waiting()).isZero();
  }

  @Test
  void aSidecarDoesNotNeedThem() {
    xds.apply(put(CDS, "a", "1"), put(EDS, "a", "e"));
    client.subscribe(CDS, "a").subscribe(EDS, "a").takeAll();
    xds.apply(put(CDS, "a", "2"));

    assertThat(client.take().getTypeUrl()).isEqualTo(CDS);
    assertThat(client.waiting()).isZero();
  }

  @Test
  void aRouteDoesNotWaitForANewerCluster() {
    xds.apply(put(CDS, "a", "1"), put(RDS, "a", "1"));
    client.subscribe(CDS, "a").subscribe(RDS, "a");
    DeltaDiscoveryResponse cluster = client.next();
    DeltaDiscoveryResponse route = client.next();
    xds.apply(put(RDS, "a", "2"));
    xds.apply(put(CDS, "a", "3"));
    xds.mesh.advanceMillis(20);
    client.ack(route);

    assertThat(texts(client.take())).isEqualTo(Map.of("a", "2"));
    client.ack(cluster);
    assertThat(texts(client.take())).isEqualTo(Map.of("a", "3"));
  }

  @Test
  void aClusterIsRemovedOnlyAfterTheRouteThatLeftItIsAcknowledged() {
    xds.apply(put(CDS, "old", "1"), put(RDS, "r", "to old"));
    client.subscribe(CDS, "old").subscribe(RDS, "r").takeAll();
    xds.apply(remove(CDS, "old"), put(RDS, "r", "to new"));
    DeltaDiscoveryResponse route = client.next();
    assertThat(route.getTypeUrl()).isEqualTo(RDS);
    assertThat(client.waiting()).isZero();

    client.ack(route);
    assertThat(client.take().getRemovedResourcesList()).containsExactly("old");
  }

  @Test
  void aClusterIsRemovedAfterTheRefusalOfTheRouteToo() {
    xds.apply(put(CDS, "old", "1"), put(RDS, "r", "to old"));
    client.subscribe(CDS, "old").subscribe(RDS, "r").takeAll();
    xds.apply(remove(CDS, "old"), put(RDS, "r", "to new"));
    client.nack(client.next(), "r: no");

    assertThat(client.take().getRemovedResourcesList()).containsExactly("old");
  }

  @Test
  void theWholeChainIsTakenDownFromTheTop() {
    xds.apply(put(LDS, "a", "1"), put(RDS, "a", "1"), put(CDS, "a", "1"), put(EDS, "a", "1"));
    client.subscribe(LDS, "a").subscribe(RDS, "a").subscribe(CDS, "a").subscribe(EDS, "a");
    client.takeAll();
    xds.apply(remove(EDS, "a"), remove(CDS, "a"), remove(RDS, "a"), remove(LDS, "a"));

    for (String type : new String[] {LDS, RDS, CDS, EDS}) {
      assertThat(client.waiting()).isEqualTo(1);
      DeltaDiscoveryResponse response = client.take();
      assertThat(response.getTypeUrl()).isEqualTo(type);
      assertThat(response.getRemovedResourcesList()).containsExactly("a");
    }
  }

  @Test
  void aRemovalDoesNotWaitForALaterChangeOfARoute() {
    xds.apply(put(CDS, "old", "1"), put(RDS, "r", "1"));
    client.subscribe(CDS, "old").subscribe(RDS, "r").takeAll();
    xds.apply(put(RDS, "r", "2"));
    DeltaDiscoveryResponse route = client.next();
    xds.apply(remove(CDS, "old"));
    xds.apply(put(RDS, "r", "3"));
    xds.mesh.advanceMillis(20);
    assertThat(client.waiting()).isZero();

    client.ack(route);
    assertThat(client.next().getRemovedResourcesList()).containsExactly("old");
    assertThat(texts(client.next())).isEqualTo(Map.of("r", "3"));
  }

  @Test
  void aHeldRemovalIsForgottenWhenTheResourceComesBack() {
    xds.apply(put(CDS, "a", "1"), put(RDS, "r", "1"));
    client.subscribe(CDS, "a").subscribe(RDS, "r").takeAll();
    xds.apply(remove(CDS, "a"), put(RDS, "r", "2"));
    DeltaDiscoveryResponse route = client.next();
    xds.apply(put(CDS, "a", "1"));
    xds.mesh.advanceMillis(20);
    client.ack(route);

    DeltaDiscoveryResponse cluster = client.take();
    assertThat(texts(cluster)).isEqualTo(Map.of("a", "1"));
    assertThat(cluster.getRemovedResourcesList()).isEmpty();
    assertThat(client.waiting()).isZero();
  }

  @Test
  void anAnswerAboutAMissingClusterWaitsForNothing() {
    xds.apply(put(RDS, "r", "1"));
    client.subscribe(RDS, "r");
    DeltaDiscoveryResponse route = client.next();
    client.subscribe(CDS, "missing");

    assertThat(client.take().getRemovedResourcesList()).containsExactly("missing");
    client.ack(route);
  }

  @Test
  void endpointsWaitForTheAcknowledgementOfTheirCluster() {
    xds.apply(put(CDS, "a", "1"), put(EDS, "a", "1"));
    client.subscribe(CDS, "a").takeAll().subscribe(EDS, "a").takeAll();
    xds.apply(put(CDS, "a", "new identity"), put(EDS, "a", "its endpoint"));
    DeltaDiscoveryResponse cluster = client.next();
    assertThat(cluster.getTypeUrl()).isEqualTo(CDS);
    assertThat(client.waiting()).isZero();

    client.ack(cluster);
    assertThat(texts(client.take())).isEqualTo(Map.of("a", "its endpoint"));
  }

  @Test
  void endpointsGoOnWhenTheirClusterIsRefused() {
    xds.apply(put(CDS, "a", "1"), put(EDS, "a", "1"));
    client.subscribe(CDS, "a").takeAll().subscribe(EDS, "a").takeAll();
    xds.apply(put(CDS, "a", "bad"), put(EDS, "a", "2"));
    client.nack(client.next(), "a: bad");

    assertThat(texts(client.take())).isEqualTo(Map.of("a", "2"));
    xds.apply(put(EDS, "a", "3"));
    assertThat(texts(client.take())).isEqualTo(Map.of("a", "3"));
  }

  @Test
  void endpointsDoNotWaitForOtherClusters() {
    xds.apply(put(CDS, "a", "1"), put(CDS, "b", "1"), put(EDS, "b", "1"));
    client.subscribe(CDS, "a", "b").takeAll().subscribe(EDS, "b").takeAll();
    xds.apply(put(CDS, "a", "2"));
    DeltaDiscoveryResponse cluster = client.next();
    xds.apply(put(EDS, "b", "2"));

    assertThat(texts(client.take())).isEqualTo(Map.of("b", "2"));
    client.ack(cluster);
  }

  @Test
  void endpointsDoNotWaitForTheRemovalOfTheirCluster() {
    xds.apply(put(CDS, "a", "1"), put(EDS, "a", "1"), put(RDS, "r", "1"));
    client.subscribe(CDS, "a").subscribe(RDS, "r").takeAll().subscribe(EDS, "a").takeAll();
    xds.apply(remove(CDS, "a"), put(RDS, "r", "2"));
    DeltaDiscoveryResponse route = client.next();
    xds.apply(put(EDS, "a", "draining"));

    assertThat(texts(client.take())).isEqualTo(Map.of("a", "draining"));
    client.ack(route);
  }

  @Test
  void theWholeSetKeepsAClusterWhoseRemovalHasToWait() {
    StateOfTheWorldClient envoy = xds.stateOfTheWorld("envoy-1", "envoy");
    xds.apply(
        put(ENVOY, CDS, "old", "1"), put(ENVOY, CDS, "other", "1"), put(ENVOY, RDS, "r", "1"));
    envoy.subscribe(CDS).subscribe(RDS, "r").takeAll();
    xds.apply(
        remove(ENVOY, CDS, "old"), put(ENVOY, CDS, "new", "1"), put(ENVOY, RDS, "r", "to new"));

    DiscoveryResponse clusters = envoy.next();
    assertThat(StateOfTheWorldClient.texts(clusters)).containsOnlyKeys("old", "other", "new");
    DiscoveryResponse route = envoy.next();
    assertThat(route.getTypeUrl()).isEqualTo(RDS);
    envoy.ack(clusters);
    assertThat(envoy.waiting()).isZero();
    envoy.ack(route);
    assertThat(StateOfTheWorldClient.texts(envoy.take())).containsOnlyKeys("other", "new");
  }
}
