package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.heddle.proxy.config.ProxySnapshot;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdsStreamTest {
  private static final ResourceKey LISTENER = new ResourceKey(ResourceType.LISTENER, "a:80");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<byte[]> sent = new ArrayList<>();
  private final List<ProxySnapshot> snapshots = new ArrayList<>();
  private final List<ProxySnapshot> applied = new ArrayList<>();
  private final ConfigState state = new ConfigState(Set.of(LISTENER), ConfigState.Silence.BUSY);
  private CompletableFuture<Void> apply = CompletableFuture.completedFuture(null);
  private final SnapshotPublisher publisher =
      new SnapshotPublisher(snapshot -> {
        snapshots.add(snapshot);
        return apply;
      });
  private AdsStream stream = open();

  @Test
  void onlyTheFirstRequestSaysWhoAsks() throws Exception {
    receive(ResourceType.LISTENER, "n1", EnvoyResources.outbound("a:80", "a"));

    assertThat(requests())
        .extracting(request -> request.getNode().getId())
        .containsExactly("u1", "", "");
  }

  @Test
  void unsubscribesOnlyAfterTheDataPathHasLetGo() throws Exception {
    receiveEverything();
    requests();
    apply = new CompletableFuture<>();

    receive(ResourceType.ROUTES, "n9", EnvoyResources.routes("a", "heddle.io/invalid-backend"));
    assertThat(requests()).isEmpty();
    apply.complete(null);

    List<DeltaDiscoveryRequest> requests = requests();
    assertThat(requests)
        .extracting(request -> List.copyOf(request.getResourceNamesUnsubscribeList()))
        .containsExactly(List.of(CATALOG), List.of(CATALOG), List.of());
    assertThat(requests.getLast().getResponseNonce()).isEqualTo("n9");
  }

  @Test
  void aNameThatIsWantedAgainBeforeThatStaysSubscribed() throws Exception {
    receiveEverything();
    requests();
    apply = new CompletableFuture<>();
    receive(ResourceType.ROUTES, "n8", EnvoyResources.routes("a", "heddle.io/invalid-backend"));
    receive(ResourceType.ROUTES, "n9", EnvoyResources.routes("a", CATALOG));

    apply.complete(null);

    assertThat(requests())
        .extracting(DeltaDiscoveryRequest::getResourceNamesUnsubscribeCount)
        .containsOnly(0);
    assertThat(snapshots.getLast().clusters()).containsKey(CATALOG);
  }

  @Test
  void givesUpAReferenceThatIsNotAnsweredInTime() throws Exception {
    channel.freezeTime();
    receive(ResourceType.LISTENER, "n1", EnvoyResources.outbound("a:80", "a"));
    assertThat(snapshots).isEmpty();

    channel.advanceTimeBy(14_999, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(snapshots).isEmpty();
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();

    assertThat(snapshots.getLast().listeners()).containsKey("a:80");
    assertThat(applied).isNotEmpty();
  }

  @Test
  void whatIsAskedForAgainIsWaitedForAgain() throws Exception {
    channel.freezeTime();
    receive(ResourceType.LISTENER, "n1", EnvoyResources.outbound("a:80", "a"));
    advanceSeconds(10);
    state.unwant(Set.of(LISTENER));
    stream.advance();
    state.want(Set.of(LISTENER));
    stream.advance();
    receive(ResourceType.LISTENER, "n2", EnvoyResources.outbound("a:80", "a"));

    advanceSeconds(14);
    assertThat(snapshots).noneMatch(snapshot -> snapshot.listeners().containsKey("a:80"));

    advanceSeconds(1);
    assertThat(snapshots.getLast().listeners()).containsKey("a:80");
  }

  private void advanceSeconds(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  @Test
  void aChangeThatChangesNothingIsAcknowledgedOnlyWhenTheLastOneIsInForce() throws Exception {
    receiveEverything();
    apply = new CompletableFuture<>();
    receive(ResourceType.CLUSTER, "n8", EnvoyResources.inboundCluster(8080));
    requests();
    receive(
        ResourceType.ENDPOINTS,
        "n9",
        EnvoyResources.endpoints(
            CATALOG, EnvoyResources.instance("c1", "serving", HealthStatus.HEALTHY)));
    assertThat(requests()).isEmpty();

    receive(
        ResourceType.ENDPOINTS,
        "n10",
        EnvoyResources.endpoints(
            CATALOG, EnvoyResources.instance("c1", "serving", HealthStatus.HEALTHY)));
    assertThat(requests()).isEmpty();
    apply.complete(null);

    assertThat(requests())
        .extracting(DeltaDiscoveryRequest::getResponseNonce)
        .containsExactlyInAnyOrder("n9", "n10");
  }

  @Test
  void aSnapshotThatCouldNotBeAppliedIsNotAcknowledged() throws Exception {
    receiveEverything();
    requests();
    apply = CompletableFuture.failedFuture(new IllegalStateException("no memory"));

    receive(ResourceType.ENDPOINTS, "n9", EnvoyResources.endpoints(CATALOG));

    assertThat(requests().getLast().getErrorDetail().getMessage()).contains("no memory");
    assertThat(applied.getLast().version()).isLessThan(snapshots.getLast().version());
  }

  @Test
  void anAnswerOfAClosedStreamIsNotSent() throws Exception {
    receiveEverything();
    requests();
    apply = new CompletableFuture<>();
    receive(ResourceType.ENDPOINTS, "n9", EnvoyResources.endpoints(CATALOG));

    stream.close();
    apply.complete(null);

    assertThat(requests()).isEmpty();
  }

  @Test
  void theNextStreamGoesOnFromTheVersionsHeld() throws Exception {
    receiveEverything();
    stream.close();
    requests();

    stream = open();

    assertThat(requests())
        .extracting(DeltaDiscoveryRequest::getInitialResourceVersionsMap)
        .allSatisfy(versions -> assertThat(versions).containsValue("1"))
        .hasSize(4);
  }

  @Test
  void aResponseOfAnotherTypeEndsTheStream() {
    byte[] response = DeltaDiscoveryResponse.newBuilder().setTypeUrl("other").build().toByteArray();

    assertThatThrownBy(() -> stream.onMessage(response)).isInstanceOf(DecodeException.class);
  }

  private AdsStream open() {
    AdsStream opened =
        new AdsStream(
            channel.eventLoop(),
            new AdsStream.Wire(
                sent::add,
                new DeltaCodec(Node.of("u1"), DeltaCodec.NodeSaid.FIRST, 1),
                Duration.ofSeconds(15),
                new Unasked(0)),
            state,
            publisher,
            new AdsStream.Listener() {
              @Override
              public void onUpdated(ResourceType type) {}

              @Override
              public void onRejected(List<Rejection> rejections) {}

              @Override
              public void onNoRoom(int resources) {}

              @Override
              public void onApplied(ProxySnapshot snapshot) {
                applied.add(snapshot);
              }
            });
    opened.open();
    return opened;
  }

  private void receiveEverything() throws Exception {
    receive(ResourceType.LISTENER, "n1", EnvoyResources.outbound("a:80", "a"));
    receive(ResourceType.ROUTES, "n2", EnvoyResources.routes("a", CATALOG));
    receive(ResourceType.CLUSTER, "n3", EnvoyResources.cluster(CATALOG));
    receive(
        ResourceType.ENDPOINTS,
        "n4",
        EnvoyResources.endpoints(
            CATALOG, EnvoyResources.endpoint("10.0.0.9", 1, HealthStatus.HEALTHY)));
  }

  private void receive(ResourceType type, String nonce, Message resource) throws Exception {
    Object name = resource.getField(resource.getDescriptorForType().findFieldByNumber(1));
    stream.onMessage(
        DeltaDiscoveryResponse.newBuilder()
            .setTypeUrl(type.typeUrl())
            .setNonce(nonce)
            .addResources(
                Resource.newBuilder()
                    .setName(name.toString())
                    .setVersion("1")
                    .setResource(Any.pack(resource)))
            .build()
            .toByteArray());
  }

  /** What was sent since the last call. */
  private List<DeltaDiscoveryRequest> requests() throws Exception {
    List<DeltaDiscoveryRequest> requests = new ArrayList<>();
    for (byte[] request : sent) {
      requests.add(DeltaDiscoveryRequest.parseFrom(request));
    }
    sent.clear();
    return requests;
  }
}
