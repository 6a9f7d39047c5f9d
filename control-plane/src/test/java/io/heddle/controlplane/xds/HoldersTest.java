package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.ClientKind.ENVOY;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.LDS;
import static io.heddle.controlplane.xds.Samples.RDS;
import static io.heddle.controlplane.xds.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.heddle.controlplane.xds.Holders.Holder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who holds what, across disconnects and reconnects. */
final class HoldersTest {
  private final XdsHarness xds = new XdsHarness();

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void aSubscriberIsAHolder() {
    xds.apply(put(EDS, "a", "1"));
    xds.delta("web-1").subscribe(EDS, "a").takeAll();
    xds.delta("web-2").subscribe(EDS, "b").takeAll();

    assertThat(xds.holdersOf(EDS, "a")).containsExactly("web-1");
    assertThat(xds.holdersOf(CDS, "a")).isEmpty();
    Holder holder = xds.holder("web-1");
    assertThat(holder.connected()).isTrue();
    assertThat(holder.kind()).isEqualTo(ClientKind.HEDDLE);
  }

  @Test
  void aHolderOfSeveralResourcesIsListedOnce() {
    xds.delta("web-1").subscribe(EDS, "a", "b").subscribe(CDS, "a").takeAll();

    assertThat(
            xds.xds
                .holders()
                .of(List.of(Samples.key(EDS, "a"), Samples.key(EDS, "b"), Samples.key(CDS, "a"))))
        .hasSize(1);
  }

  @Test
  void aWildcardHoldsEverythingOfItsType() {
    xds.delta("envoy-1", "envoy").subscribe(CDS).takeAll();

    assertThat(xds.holdersOf(CDS, "anything")).containsExactly("envoy-1");
    assertThat(xds.holdersOf(EDS, "anything")).isEmpty();
  }

  @Test
  void aWildcardHoldsNoOtherProxysInboundListener() {
    xds.delta("envoy-1", "envoy").subscribe(LDS).takeAll();

    assertThat(xds.holdersOf(LDS, "inbound/web-1")).isEmpty();
    assertThat(xds.holdersOf(LDS, "inbound/envoy-1")).containsExactly("envoy-1");
  }

  @Test
  void aDisconnectedSubscriberIsAHolderForAMinute() {
    xds.apply(put(EDS, "a", "1"));
    xds.delta("web-1").subscribe(EDS, "a").takeAll().disconnect();
    long generation = xds.apply(put(EDS, "a", "2"));
    xds.mesh.advance(Duration.ofMillis(59_999));
    assertThat(xds.holdersOf(EDS, "a")).containsExactly("web-1");
    assertThat(xds.holder("web-1").connected()).isFalse();
    assertThat(xds.applied("web-1")).isLessThan(generation);

    xds.mesh.advanceMillis(1);
    assertThat(xds.holdersOf(EDS, "a")).isEmpty();
    assertThat(xds.xds.holders().all()).isEmpty();
    assertThat(xds.mesh.alarms()).isZero();
  }

  @Test
  void theEldestOfTooManyStrangersIsForgotten() {
    for (int i = 0; i < ProxyDirectory.LINGERING_STRANGERS; i++) {
      xds.delta("envoy-" + i, "envoy").subscribe(CDS, "a").takeAll().disconnect();
    }
    xds.delta("web-1").subscribe(CDS, "a").takeAll().disconnect();
    assertThat(xds.holdersOf(CDS, "a")).contains("envoy-0", "envoy-1", "web-1");

    xds.delta("envoy-more", "envoy").subscribe(CDS, "a").takeAll().disconnect();
    assertThat(xds.holdersOf(CDS, "a"))
        .hasSize(ProxyDirectory.LINGERING_STRANGERS + 1)
        .doesNotContain("envoy-0")
        .contains("envoy-1", "envoy-more", "web-1");

    xds.mesh.advance(ProxyDirectory.LINGERING);
    assertThat(xds.xds.holders().all()).isEmpty();
  }

  @Test
  void whatADisconnectedClientRefusedStaysRefused() {
    xds.apply(put(EDS, "a", "bad"));
    DeltaClient client = xds.delta("web-1").subscribe(EDS, "a");
    client.nack(client.next(), "a: bad").disconnect();

    assertThat(xds.holder("web-1").rejected()).containsExactly(Samples.key(EDS, "a"));
  }

  @Test
  void aDeletedProxyHoldsNothing() {
    xds.delta("web-1").subscribe(EDS, "a").takeAll().disconnect();
    DeltaClient connected = xds.delta("web-2").subscribe(EDS, "a").takeAll();
    xds.xds.holders().delete("web-1");
    xds.xds.holders().delete("web-2");
    assertThat(xds.holdersOf(EDS, "a")).isEmpty();
    assertThat(xds.xds.holders().all()).isEmpty();

    connected.disconnect();
    assertThat(xds.holdersOf(EDS, "a")).isEmpty();
  }

  @Test
  void aReconnectKeepsTheProxyAHolderUntilItSaysWhatItHas() {
    xds.apply(put(EDS, "a", "1"), put(LDS, "l", "1"));
    xds.delta("web-1").subscribe(EDS, "a").subscribe(LDS, "l").takeAll().disconnect();
    long generation = xds.apply(put(EDS, "a", "draining"));
    DeltaClient again = xds.delta("web-1").resume(LDS, Map.of("l", "x"));
    assertThat(xds.holdersOf(EDS, "a")).containsExactly("web-1");
    assertThat(xds.holder("web-1").connected()).isTrue();
    assertThat(xds.applied("web-1")).isLessThan(generation);

    again.resume(EDS, Map.of("a", "x"));
    assertThat(xds.holdersOf(EDS, "a")).containsExactly("web-1");
    assertThat(xds.applied("web-1")).isZero();
    again.takeAll();
    assertThat(xds.applied("web-1")).isEqualTo(generation);
  }

  @Test
  void aRestartedProxyHoldsOnlyWhatItAsksForAgain() {
    xds.apply(put(EDS, "a", "1"), put(LDS, "l", "1"));
    xds.delta("web-1").subscribe(EDS, "a").subscribe(LDS, "l").takeAll().disconnect();
    DeltaClient restarted = xds.delta("web-1").subscribe(LDS, "l");
    assertThat(xds.holdersOf(EDS, "a")).containsExactly("web-1");

    restarted.takeAll();
    assertThat(xds.holdersOf(EDS, "a")).isEmpty();
  }

  @Test
  void aNewStreamOfASidecarReplacesTheOldOne() {
    xds.apply(put(EDS, "a", "1"));
    DeltaClient old = xds.delta("web-1").subscribe(EDS, "a").takeAll();
    xds.delta("web-1").subscribe(EDS, "a").takeAll();

    assertThat(old.ended()).map(Status::getCode).contains(Status.Code.ABORTED);
    assertThat(xds.xds.holders().all()).hasSize(1);
    assertThat(xds.applied("web-1")).isEqualTo(1);
  }

  @Test
  void aGrpcProcessMayHaveSeveralStreamsAndIsAsFarAsTheSlowest() {
    xds.apply(put(ClientKind.GRPC, EDS, "a", "1"));
    StateOfTheWorldClient one = xds.stateOfTheWorld("grpc-1", "gRPC Java").subscribe(EDS, "a");
    StateOfTheWorldClient two = xds.stateOfTheWorld("grpc-1", "gRPC Java").subscribe(EDS, "a");
    one.takeAll();
    xds.mesh.advanceMillis(100);
    assertThat(one.ended()).isEmpty();
    assertThat(xds.applied("grpc-1")).isZero();

    two.takeAll();
    xds.mesh.advanceMillis(100);
    assertThat(xds.applied("grpc-1")).isEqualTo(1);
  }

  @Test
  void progressOfAnotherResourceDoesNotHideASlowOne() {
    xds.apply(put(ENVOY, EDS, "a", "1"), put(ENVOY, RDS, "r", "1"));
    DeltaClient one = xds.delta("envoy-1", "envoy").subscribe(EDS, "a");
    DeltaClient two = xds.delta("envoy-1", "envoy").subscribe(RDS, "r");
    two.takeAll();
    xds.mesh.advanceMillis(100);

    List<Holder> routes = xds.xds.holders().of(List.of(Samples.key(RDS, "r")));
    assertThat(routes).singleElement().extracting(Holder::applied).isEqualTo(1L);
    List<Holder> endpoints = xds.xds.holders().of(List.of(Samples.key(EDS, "a")));
    assertThat(endpoints).singleElement().extracting(Holder::applied).isEqualTo(0L);
    assertThat(one.waiting()).isEqualTo(1);
  }

  @Test
  void listenersRunAfterProgressConnectionsAndDeletions() {
    AtomicInteger calls = new AtomicInteger();
    xds.xds.holders().onChange(calls::incrementAndGet);
    DeltaClient client = xds.delta("web-1");
    assertThat(callsDuring(calls, () -> client.subscribe(EDS, "a"))).isPositive();
    assertThat(callsDuring(calls, client::take)).isPositive();
    assertThat(callsDuring(calls, () -> xds.apply(put(EDS, "other", "1")))).isPositive();
    assertThat(callsDuring(calls, client::disconnect)).isPositive();
    assertThat(callsDuring(calls, () -> xds.xds.holders().delete("web-1"))).isPositive();
  }

  @Test
  void listenersRunOnceForWhatOneTaskChanged() {
    AtomicInteger calls = new AtomicInteger();
    xds.xds.holders().onChange(calls::incrementAndGet);
    int during =
        callsDuring(
            calls,
            () ->
                xds.mesh.execute(() -> {
                  xds.cache.apply(List.of(put(EDS, "a", "1")));
                  xds.cache.apply(List.of(put(EDS, "a", "2")));
                  xds.cache.apply(List.of(put(EDS, "a", "3")));
                }));

    assertThat(during).isEqualTo(1);
  }

  @Test
  void listenersSeeTheProgressTheyAreToldOf() {
    xds.apply(put(EDS, "a", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(EDS, "a").takeAll();
    long generation = xds.apply(put(EDS, "a", "2"));
    long[] seen = new long[1];
    xds.xds.holders().onChange(() -> seen[0] = xds.applied("web-1"));
    client.take();

    assertThat(seen[0]).isEqualTo(generation);
  }

  @Test
  void theNewestGenerationIsWhatTheCacheReturnedLast() {
    long generation = xds.apply(put(EDS, "a", "1"));

    assertThat(xds.xds.holders().generation()).isEqualTo(generation);
  }

  private static int callsDuring(AtomicInteger calls, Runnable action) {
    int before = calls.get();
    action.run();
    return calls.get() - before;
  }
}
