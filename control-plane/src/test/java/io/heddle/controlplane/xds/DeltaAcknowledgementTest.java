package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.DeltaClient.request;
import static io.heddle.controlplane.xds.DeltaClient.texts;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.RDS;
import static io.heddle.controlplane.xds.Samples.key;
import static io.heddle.controlplane.xds.Samples.put;
import static io.heddle.controlplane.xds.Samples.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Acceptance and refusal in incremental xDS. */
final class DeltaAcknowledgementTest {
  private final XdsHarness xds = new XdsHarness();
  private final DeltaClient client = xds.delta("web-1");

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void oneResponseIsInFlightAndTheNextIsTheLatest() {
    xds.apply(put(EDS, "a", "1"), put(EDS, "b", "1"));
    client.subscribe(EDS, "a", "b");
    DeltaDiscoveryResponse first = client.next();
    xds.apply(put(EDS, "a", "2"));
    xds.apply(put(EDS, "a", "3"), put(EDS, "b", "3"));
    xds.apply(remove(EDS, "b"));
    assertThat(client.waiting()).isZero();

    client.ack(first);
    DeltaDiscoveryResponse second = client.take();
    assertThat(texts(second)).isEqualTo(Map.of("a", "3"));
    assertThat(second.getRemovedResourcesList()).containsExactly("b");
    assertThat(client.waiting()).isZero();
  }

  @Test
  void typesDoNotWaitForEachOther() {
    xds.apply(put(EDS, "a", "1"), put(RDS, "a", "1"));
    client.subscribe(EDS, "a").subscribe(RDS, "a");

    assertThat(client.waiting()).isEqualTo(2);
  }

  @Test
  void anOutdatedNonceAcknowledgesNothing() {
    xds.apply(put(EDS, "a", "1"));
    client.subscribe(EDS, "a");
    DeltaDiscoveryResponse first = client.take();
    xds.apply(put(EDS, "a", "2"));
    DeltaDiscoveryResponse second = client.next();
    xds.apply(put(EDS, "a", "3"));
    client.ack(first);
    assertThat(client.waiting()).isZero();

    client.ack(second);
    assertThat(texts(client.take())).isEqualTo(Map.of("a", "3"));
  }

  @Test
  void aRefusalIsKeptWithItsTextUntilTheResourceIsAccepted() {
    xds.apply(put(CDS, "a", "bad"), put(CDS, "b", "1"));
    client.subscribe(CDS, "a", "b");
    client.nack(client.next(), "cluster a: lb_policy: 99 (expected: LEAST_REQUEST)");
    assertThat(xds.holder("web-1").rejected()).containsExactly(key(CDS, "a"));
    assertThat(xds.xds.proxies().getFirst().rejected())
        .containsExactly(
            new ProxyView.RejectedResource(
                key(CDS, "a"), "cluster a: lb_policy: 99 (expected: LEAST_REQUEST)"));

    xds.apply(put(CDS, "a", "2"));
    assertThat(xds.holder("web-1").rejected()).containsExactly(key(CDS, "a"));
    client.take();
    assertThat(xds.holder("web-1").rejected()).isEmpty();
  }

  @Test
  void aRefusalThatNamesNothingBlamesTheWholeResponse() {
    xds.apply(put(CDS, "a", "1"), put(CDS, "b", "1"));
    client.subscribe(CDS, "a", "b", "gone");
    client.nack(client.next(), "out of memory");

    assertThat(xds.holder("web-1").rejected())
        .containsExactlyInAnyOrder(key(CDS, "a"), key(CDS, "b"), key(CDS, "gone"));
  }

  @Test
  void aRefusedContentIsNotSentAgainUntilItChanges() {
    xds.apply(put(CDS, "a", "1"));
    client.subscribe(CDS, "a").takeAll();
    xds.apply(put(CDS, "a", "bad"));
    DeltaDiscoveryResponse bad = client.next();
    // Back and forth while the answer is under way: the content is the refused one again.
    xds.apply(put(CDS, "a", "good"));
    xds.apply(put(CDS, "a", "bad"));
    client.nack(bad, "a: bad");
    xds.mesh.advanceMillis(20);
    assertThat(client.waiting()).isZero();
    assertThat(xds.applied("web-1")).isEqualTo(xds.cache.generation());

    xds.apply(put(CDS, "a", "good"));
    assertThat(texts(client.take())).isEqualTo(Map.of("a", "good"));
    assertThat(xds.holder("web-1").rejected()).isEmpty();
  }

  @Test
  void theLastGoodContentIsSentAgainAfterARefusal() {
    xds.apply(put(CDS, "a", "good"));
    client.subscribe(CDS, "a").takeAll();
    xds.apply(put(CDS, "a", "bad"));
    client.nack(client.next(), "a: bad");
    xds.mesh.advanceMillis(20);
    xds.apply(put(CDS, "a", "good"));

    assertThat(texts(client.take())).isEqualTo(Map.of("a", "good"));
    assertThat(xds.holder("web-1").rejected()).isEmpty();
  }

  @Test
  void aRefusedNameThatIsAskedForAgainIsSentAgain() {
    xds.apply(put(CDS, "a", "bad"));
    client.subscribe(CDS, "a");
    client.nack(client.next(), "a: bad");
    client.subscribe(CDS, "a");

    assertThat(texts(client.take())).isEqualTo(Map.of("a", "bad"));
  }

  @Test
  void aRefusalIsForgottenWhenTheNameIsUnsubscribed() {
    xds.apply(put(CDS, "a", "bad"));
    client.subscribe(CDS, "a");
    client.nack(client.next(), "a: bad");
    client.unsubscribe(CDS, "a");

    assertThat(xds.holder("web-1").rejected()).isEmpty();
  }

  @Test
  void aRefusalOfWhatWasUnsubscribedMeanwhileIsNotKept() {
    xds.apply(put(CDS, "a", "bad"), put(CDS, "b", "1"));
    client.subscribe(CDS, "a", "b");
    client.unsubscribe(CDS, "a").nack(client.next(), "a: bad");

    assertThat(xds.holder("web-1").rejected()).isEmpty();
  }

  @Test
  void aRefusedRemovalIsKeptToo() {
    xds.apply(put(CDS, "a", "1"));
    client.subscribe(CDS, "a").takeAll();
    xds.apply(remove(CDS, "a"));
    client.nack(client.next(), "a: still in use");

    assertThat(xds.holder("web-1").rejected()).containsExactly(key(CDS, "a"));
  }

  @Test
  void theTextOfARefusalIsBounded() {
    xds.apply(put(CDS, "a", "1"));
    client.subscribe(CDS, "a");
    client.nack(client.next(), "a: " + "x".repeat(100_000));

    assertThat(xds.xds.proxies().getFirst().rejected().getFirst().error()).hasSize(1_000);
  }

  @Test
  void aSubscriptionAndAnAcknowledgementMayComeInOneMessage() {
    xds.apply(put(CDS, "a", "1"), put(CDS, "b", "1"));
    client.subscribe(CDS, "a");
    DeltaDiscoveryResponse first = client.next();
    client.send(request(CDS).setResponseNonce(first.getNonce()).addResourceNamesSubscribe("b"));

    assertThat(texts(client.take())).isEqualTo(Map.of("b", "1"));
  }
}
