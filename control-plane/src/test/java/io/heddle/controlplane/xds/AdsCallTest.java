package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.ClientKind.ENVOY;
import static io.heddle.controlplane.xds.ClientKind.GRPC;
import static io.heddle.controlplane.xds.ClientKind.HEDDLE;
import static io.heddle.controlplane.xds.DeltaClient.texts;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a call begins and ends. */
final class AdsCallTest {
  private final XdsHarness xds = new XdsHarness();

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void theIdentityMayComeLater() {
    CompletableFuture<ProxyIdentity> identity = new CompletableFuture<>();
    xds.identities.put("web-1", identity);
    xds.apply(put(CDS, "a", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a");
    assertThat(client.waiting()).isZero();

    identity.complete(XdsHarness.identity("web-1", Access.EVERYTHING));
    assertThat(texts(client.take())).containsOnlyKeys("a");
    assertThat(xds.mesh.alarms()).isZero();
  }

  @Test
  void anIdentityThatFailsEndsTheCallWithItsStatus() {
    xds.identities.put(
        "web-1",
        CompletableFuture.<ProxyIdentity>failedFuture(
                Status.PERMISSION_DENIED.withDescription("expired").asRuntimeException())
            .thenApply(it -> it));
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a");

    assertThat(client.ended()).map(Status::getCode).contains(Status.Code.PERMISSION_DENIED);
    assertThat(client.ended()).map(Status::getDescription).contains("expired");
    assertThat(xds.mesh.alarms()).isZero();
  }

  @Test
  void anIdentityThatDoesNotComeEndsTheCallAfterFiveSeconds() {
    CompletableFuture<ProxyIdentity> identity = new CompletableFuture<>();
    xds.identities.put("web-1", identity);
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a");
    xds.mesh.advanceMillis(4_999);
    assertThat(client.ended()).isEmpty();

    xds.mesh.advanceMillis(1);
    assertThat(client.ended()).map(Status::getCode).contains(Status.Code.DEADLINE_EXCEEDED);
    identity.complete(XdsHarness.identity("web-1", Access.EVERYTHING));
    assertThat(xds.xds.holders().all()).isEmpty();
  }

  @Test
  void theKindOfAClientIsItsUserAgent() {
    xds.apply(put(HEDDLE, CDS, "a", "h"), put(ENVOY, CDS, "a", "e"), put(GRPC, CDS, "a", "g"));

    assertThat(texts(xds.delta("1", "heddle").subscribe(CDS, "a").take())).containsValue("h");
    assertThat(texts(xds.delta("2", "envoy").subscribe(CDS, "a").take())).containsValue("e");
    assertThat(texts(xds.delta("3", "gRPC Go").subscribe(CDS, "a").take())).containsValue("g");
    assertThat(texts(xds.delta("4", "unheard-of").subscribe(CDS, "a").take())).containsValue("e");
  }

  @Test
  void aClientThatClosesIsAnsweredWithOk() {
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a").takeAll();
    client.halfClose();

    assertThat(client.ended()).map(Status::getCode).contains(Status.Code.OK);
    assertThat(xds.holder("web-1").connected()).isFalse();
  }

  @Test
  void aMistakeOfOursEndsOneStreamOnly() {
    xds.apply(put(CDS, "a", "1"));
    DeltaClient other = xds.delta("web-2").subscribe(CDS, "a").takeAll();
    xds.secrets.failFor("web-1");
    DeltaClient client = xds.delta("web-1").subscribe(Samples.SDS, "default");

    assertThat(client.ended()).map(Status::getCode).contains(Status.Code.INTERNAL);
    xds.apply(put(CDS, "a", "2"));
    assertThat(texts(other.take())).isEqualTo(Map.of("a", "2"));
  }

  @Test
  void aMistakeOfOursInAPushEndsOneStreamOnly() {
    xds.secrets.put("web-1", "default", "chain");
    DeltaClient client = xds.delta("web-1").subscribe(Samples.SDS, "default").takeAll();
    xds.secrets.failFor("web-1");
    xds.secrets.put("web-1", "default", "renewed");

    assertThat(client.ended()).map(Status::getCode).contains(Status.Code.INTERNAL);
    assertThat(xds.secrets.watches("web-1")).isZero();
  }

  @Test
  void theObserverIsToldWhatHappens() {
    xds.apply(put(CDS, "a", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a").takeAll();
    long generation = xds.apply(put(CDS, "a", "2"));
    xds.mesh.advanceMillis(7);
    client.nack(client.next(), "a: no");
    client.disconnect();

    assertThat(xds.observer.events)
        .containsExactly(
            "opened web-1 HEDDLE",
            "sent web-1 Cluster 1",
            "accepted web-1 Cluster",
            "sent web-1 Cluster 1",
            "rejected web-1 a: a: no",
            "propagated " + generation + " web-1 7",
            "closed web-1");
  }
}
