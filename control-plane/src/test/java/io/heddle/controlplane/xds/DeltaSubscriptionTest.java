package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.DeltaClient.request;
import static io.heddle.controlplane.xds.DeltaClient.texts;
import static io.heddle.controlplane.xds.DeltaClient.versions;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.LDS;
import static io.heddle.controlplane.xds.Samples.RDS;
import static io.heddle.controlplane.xds.Samples.put;
import static io.heddle.controlplane.xds.Samples.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client of incremental xDS asks for, and what it is answered. */
final class DeltaSubscriptionTest {
  private final XdsHarness xds = new XdsHarness();

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void answersTheNamesThatWereAskedForAndNoOthers() {
    xds.apply(put(CDS, "a", "1"), put(CDS, "b", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a");

    assertThat(texts(client.take())).containsExactly(Map.entry("a", "1"));
    assertThat(client.waiting()).isZero();
  }

  @Test
  void namesItselfInResponses() {
    xds.apply(put(CDS, "a", "1"));
    DeltaDiscoveryResponse response = xds.delta("web-1").subscribe(CDS, "a").take();

    assertThat(response.getControlPlane().getIdentifier()).isEqualTo("heddle");
    assertThat(response.getSystemVersionInfo()).isEmpty();
  }

  @Test
  void sendsChangesOfSubscribedResourcesOnly() {
    xds.apply(put(EDS, "a", "1"), put(EDS, "b", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(EDS, "a").takeAll();

    xds.apply(put(EDS, "b", "2"));
    assertThat(client.waiting()).isZero();
    xds.apply(put(EDS, "a", "2"));
    assertThat(texts(client.take())).containsExactly(Map.entry("a", "2"));
  }

  @Test
  void unchangedContentIsNoChange() {
    long before = xds.apply(put(EDS, "a", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(EDS, "a").takeAll();

    assertThat(xds.apply(put(EDS, "a", "1"), remove(EDS, "unknown"))).isEqualTo(before);
    assertThat(client.waiting()).isZero();
  }

  @Test
  void answersAMissingNameAsRemoved() {
    DeltaDiscoveryResponse response = xds.delta("web-1").subscribe(LDS, "nobody:80").take();

    assertThat(response.getRemovedResourcesList()).containsExactly("nobody:80");
    assertThat(response.getResourcesList()).isEmpty();
  }

  @Test
  void sendsAMissingNameOnceItExists() {
    DeltaClient client = xds.delta("web-1").subscribe(LDS, "later:80").takeAll();
    xds.apply(put(LDS, "later:80", "1"));

    assertThat(texts(client.take())).containsExactly(Map.entry("later:80", "1"));
  }

  @Test
  void sendsARemovalOnce() {
    xds.apply(put(RDS, "a", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(RDS, "a").takeAll();
    xds.apply(remove(RDS, "a"));

    assertThat(client.take().getRemovedResourcesList()).containsExactly("a");
    assertThat(client.waiting()).isZero();
  }

  @Test
  void sendsAResubscribedNameAgain() {
    xds.apply(put(CDS, "a", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a").takeAll();

    client.subscribe(CDS, "a");
    assertThat(texts(client.take())).containsExactly(Map.entry("a", "1"));
    client.unsubscribe(CDS, "a").subscribe(CDS, "a");
    assertThat(texts(client.take())).containsExactly(Map.entry("a", "1"));
  }

  @Test
  void honoursASubscriptionInARequestWithAnOutdatedNonce() {
    xds.apply(put(CDS, "a", "1"), put(CDS, "b", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a");
    DeltaDiscoveryResponse first = client.take();
    client.send(request(CDS).setResponseNonce(first.getNonce()).addResourceNamesSubscribe("b"));

    assertThat(texts(client.take())).containsExactly(Map.entry("b", "1"));
  }

  @Test
  void stopsSendingWhatIsNoLongerSubscribed() {
    xds.apply(put(EDS, "a", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(EDS, "a").takeAll();
    client.unsubscribe(EDS, "a");
    xds.apply(put(EDS, "a", "2"));

    assertThat(client.waiting()).isZero();
    assertThat(xds.holdersOf(EDS, "a")).isEmpty();
  }

  @Test
  void forgetsWhatWasDirtyWhenItIsUnsubscribed() {
    xds.apply(put(EDS, "a", "1"), put(EDS, "b", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(EDS, "a", "b");
    DeltaDiscoveryResponse first = client.next();
    xds.apply(put(EDS, "a", "2"), put(EDS, "b", "2"));
    client.unsubscribe(EDS, "a").ack(first);

    assertThat(texts(client.take())).containsExactly(Map.entry("b", "2"));
  }

  @Test
  void unsubscribingFromUnknownNamesIsHarmless() {
    xds.apply(put(CDS, "a", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a").takeAll();
    client.unsubscribe(CDS, "never-asked-for").unsubscribe(RDS, "nor-this");
    xds.apply(put(CDS, "a", "2"));

    assertThat(texts(client.take())).containsExactly(Map.entry("a", "2"));
    assertThat(client.ended()).isEmpty();
  }

  @Test
  void answersAnUnknownTypeEmptilyAndItsAcknowledgementNotAtAll() {
    String type = "type.googleapis.com/envoy.service.runtime.v3.Runtime";
    DeltaClient client = xds.delta("web-1").subscribe(type, "x");

    DeltaDiscoveryResponse response = client.take();
    assertThat(response.getTypeUrl()).isEqualTo(type);
    assertThat(response.getResourcesList()).isEmpty();
    assertThat(client.waiting()).isZero();
    assertThat(client.ended()).isEmpty();
  }

  @Test
  void doesNotSendAgainWhatTheClientKeptOverAReconnect() {
    xds.apply(put(CDS, "same", "1"), put(CDS, "other", "1"));
    DeltaClient first = xds.delta("web-1").subscribe(CDS, "same", "other");
    Map<String, String> versions = versions(first.take());
    first.disconnect();
    xds.apply(put(CDS, "other", "2"));

    DeltaClient second = xds.delta("web-1").resume(CDS, versions);
    assertThat(texts(second.take())).containsExactly(Map.entry("other", "2"));
  }

  @Test
  void removesWhatWasDeletedDuringAReconnect() {
    xds.apply(put(CDS, "a", "1"), put(CDS, "b", "1"));
    DeltaClient first = xds.delta("web-1").subscribe(CDS, "a", "b");
    Map<String, String> versions = versions(first.take());
    first.disconnect();
    xds.apply(remove(CDS, "b"));

    DeltaDiscoveryResponse response = xds.delta("web-1").resume(CDS, versions).take();
    assertThat(response.getRemovedResourcesList()).containsExactly("b");
    assertThat(response.getResourcesList()).isEmpty();
  }

  @Test
  void removesWhatWasDeletedDuringAReconnectOfAWildcardClient() {
    xds.apply(put(ClientKind.ENVOY, CDS, "a", "1"), put(ClientKind.ENVOY, CDS, "b", "1"));
    DeltaClient first = xds.delta("envoy-1", "envoy").subscribe(CDS);
    Map<String, String> versions = versions(first.take());
    first.disconnect();
    xds.apply(remove(ClientKind.ENVOY, CDS, "b"));

    DeltaDiscoveryResponse response =
        xds.delta("envoy-1", "envoy")
            .send(request(CDS).putAllInitialResourceVersions(versions))
            .take();
    assertThat(response.getRemovedResourcesList()).containsExactly("b");
    assertThat(response.getResourcesList()).isEmpty();
  }

  @Test
  void answersAReconnectThatMissedNothingEmptilySoThatItCanBeAcknowledged() {
    xds.apply(put(CDS, "a", "1"));
    DeltaClient first = xds.delta("web-1").subscribe(CDS, "a");
    Map<String, String> versions = versions(first.take());
    first.disconnect();

    DeltaDiscoveryResponse response = xds.delta("web-1").resume(CDS, versions).take();
    assertThat(response.getResourcesList()).isEmpty();
    assertThat(response.getRemovedResourcesList()).isEmpty();
  }

  @Test
  void ignoresInitialVersionsAfterTheFirstRequest() {
    xds.apply(put(CDS, "a", "1"), put(CDS, "b", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a");
    String version = versions(client.take()).values().iterator().next();
    client.send(
        request(CDS).addResourceNamesSubscribe("a").putInitialResourceVersions("a", version));

    assertThat(texts(client.take())).containsExactly(Map.entry("a", "1"));
  }

  @Test
  void endsAStreamThatAsksForTooManyNames() {
    DeltaClient client = xds.delta("web-1");
    List<String> names =
        IntStream.range(0, AdsStream.MAX_NAMES).mapToObj(number -> "name-" + number).toList();
    client.send(request(CDS).addAllResourceNamesSubscribe(names)).takeAll();
    assertThat(client.ended()).isEmpty();

    client.subscribe(EDS, "one-more");
    assertThat(client.ended()).map(Status::getCode).contains(Status.Code.RESOURCE_EXHAUSTED);
  }
}
