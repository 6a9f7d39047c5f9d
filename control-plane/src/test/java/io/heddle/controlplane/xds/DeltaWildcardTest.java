package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.ClientKind.ENVOY;
import static io.heddle.controlplane.xds.DeltaClient.texts;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.LDS;
import static io.heddle.controlplane.xds.Samples.put;
import static io.heddle.controlplane.xds.Samples.remove;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wildcard rules of incremental xDS. */
final class DeltaWildcardTest {
  private final XdsHarness xds = new XdsHarness();
  private final DeltaClient client = xds.delta("envoy-1", "envoy");

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void anEmptyFirstRequestAsksForEverything() {
    xds.apply(put(ENVOY, LDS, "a", "1"), put(ENVOY, LDS, "b", "1"));
    client.subscribe(LDS);
    assertThat(texts(client.take())).containsOnlyKeys("a", "b");

    xds.apply(put(ENVOY, LDS, "c", "1"));
    assertThat(texts(client.take())).containsOnlyKeys("c");
    xds.mesh.advanceMillis(20);
    xds.apply(remove(ENVOY, LDS, "a"));
    assertThat(client.take().getRemovedResourcesList()).containsExactly("a");
  }

  @Test
  void anEmptyFirstRequestIsAnsweredWhenThereIsNothing() {
    assertThat(client.subscribe(CDS).take().getResourcesList()).isEmpty();
  }

  @Test
  void onlyListenersAndClustersHaveAWildcard() {
    xds.apply(put(ENVOY, EDS, "a", "1"));

    assertThat(client.subscribe(EDS).waiting()).isZero();
  }

  @Test
  void aStarAsksForEverythingAndCanBeTakenBack() {
    xds.apply(put(ENVOY, CDS, "a", "1"), put(ENVOY, CDS, "b", "1"));
    client.subscribe(CDS, "*");
    assertThat(texts(client.take())).containsOnlyKeys("a", "b");

    client.unsubscribe(CDS, "*");
    xds.apply(put(ENVOY, CDS, "a", "2"));
    assertThat(client.waiting()).isZero();
  }

  @Test
  void anExplicitNameIsAddedToTheWildcardAndStaysWhenTheWildcardGoes() {
    xds.apply(put(ENVOY, CDS, "a", "1"), put(ENVOY, CDS, "b", "1"));
    client.subscribe(CDS).takeAll();
    client.subscribe(CDS, "a").takeAll();
    client.unsubscribe(CDS, "*");
    xds.apply(put(ENVOY, CDS, "a", "2"), put(ENVOY, CDS, "b", "2"));

    assertThat(texts(client.take())).containsExactly(Map.entry("a", "2"));
  }

  @Test
  void namesThatAreDroppedBesideAWildcardAreToldAgain() {
    xds.apply(put(ENVOY, CDS, "a", "1"));
    client.subscribe(CDS, "*", "a", "gone").takeAll();
    client.unsubscribe(CDS, "a", "gone");

    var response = client.take();
    assertThat(texts(response)).containsOnlyKeys("a");
    assertThat(response.getRemovedResourcesList()).containsExactly("gone");
  }

  @Test
  void anEmptyRequestIsNoWildcardOnceANameWasGiven() {
    xds.apply(put(ENVOY, CDS, "a", "1"), put(ENVOY, CDS, "b", "1"));
    client.subscribe(CDS, "a").takeAll();
    client.unsubscribe(CDS, "a").subscribe(CDS);
    xds.apply(put(ENVOY, CDS, "b", "2"));

    assertThat(client.waiting()).isZero();
  }
}
