package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.heddle.proxy.config.ProxySnapshot;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Streams of a server that sends all listeners and clusters once, whatever is asked for. */
class WholeTypesTest {
  private static final ResourceKey LISTENER = new ResourceKey(ResourceType.LISTENER, "a:80");
  private static final ResourceKey OTHER = new ResourceKey(ResourceType.LISTENER, "b:80");
  private static final String PLAIN = "plain";

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<byte[]> sent = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();
  private final FakeDataPath dataPath = new FakeDataPath();
  private final ConfigState state = new ConfigState(Set.of(LISTENER), ConfigState.Silence.ABSENT);
  private final AdsStream stream;
  private int nonce;

  WholeTypesTest() {
    var codec = new DeltaCodec(Node.of("u1"), DeltaCodec.NodeSaid.ALWAYS, 1);
    stream =
        new AdsStream(
            channel.eventLoop(),
            new AdsStream.Wire(sent::add, codec, Duration.ofSeconds(15), new Unasked(10_000)),
            state,
            new SnapshotPublisher(dataPath),
            new Events());
    channel.freezeTime();
    stream.open();
  }

  @Test
  void whatCameUnaskedTakesEffectWhenItIsWanted() throws Exception {
    receive(
        ResourceType.LISTENER,
        EnvoyResources.outboundTcp("a:80", CATALOG),
        EnvoyResources.outboundTcp("b:80", PLAIN));
    receive(ResourceType.CLUSTER, fixed(CATALOG), fixed(PLAIN));
    assertThat(dataPath.current().listeners()).containsOnlyKeys("a:80");
    assertThat(dataPath.current().clusters()).containsOnlyKeys(CATALOG);

    state.want(Set.of(OTHER));
    stream.advance();

    assertThat(dataPath.current().listeners()).containsOnlyKeys("a:80", "b:80");
    assertThat(dataPath.current().clusters()).containsOnlyKeys(CATALOG, PLAIN);
    assertThat(requests()).anyMatch(it -> it.getResourceNamesSubscribeList().contains("b:80"));
  }

  @Test
  void whatIsNotWantedAnyMoreStaysAskedForAndUpToDate() throws Exception {
    receive(
        ResourceType.LISTENER,
        EnvoyResources.outboundTcp("a:80", CATALOG),
        EnvoyResources.outboundTcp("b:80", PLAIN));
    receive(ResourceType.CLUSTER, fixed(CATALOG), fixed(PLAIN));
    state.want(Set.of(OTHER));
    stream.advance();
    state.unwant(Set.of(OTHER));
    stream.advance();
    assertThat(dataPath.current().listeners()).containsOnlyKeys("a:80");
    receive(ResourceType.LISTENER, EnvoyResources.outboundTcp("b:80", CATALOG));

    state.want(Set.of(OTHER));
    stream.advance();

    assertThat(requests())
        .extracting(DeltaDiscoveryRequest::getResourceNamesUnsubscribeCount)
        .containsOnly(0);
    assertThat(dataPath.current().listeners()).containsOnlyKeys("a:80", "b:80");
    assertThat(dataPath.current().clusters()).containsOnlyKeys(CATALOG);
  }

  @Test
  void anUnaskedResourceThatCannotBeHonouredIsNoReasonToRefuse() throws Exception {
    Cluster bad = fixed(PLAIN).toBuilder().setLbPolicy(Cluster.LbPolicy.MAGLEV).build();
    receive(
        ResourceType.LISTENER,
        EnvoyResources.outboundTcp("a:80", CATALOG),
        EnvoyResources.outboundTcp("b:80", PLAIN));
    receive(ResourceType.CLUSTER, fixed(CATALOG), bad);
    assertThat(requests()).noneMatch(DeltaDiscoveryRequest::hasErrorDetail);
    assertThat(rejected).isEmpty();

    state.want(Set.of(OTHER));
    stream.advance();

    assertThat(rejected).singleElement().asString().contains("lb_policy");
  }

  @Test
  void aListenerThatIsNotAnsweredInTimeDoesNotExist() {
    advanceSeconds(14);
    assertThat(dataPath.current().missing()).isEmpty();

    advanceSeconds(1);

    assertThat(dataPath.current().missing()).containsExactly("a:80");
  }

  @Test
  void itExistsWhenItIsAnsweredAfterAll() throws Exception {
    advanceSeconds(15);
    receive(ResourceType.LISTENER, EnvoyResources.outboundTcp("a:80", CATALOG));
    receive(ResourceType.CLUSTER, fixed(CATALOG));

    assertThat(dataPath.current().missing()).isEmpty();
    assertThat(dataPath.current().listeners()).containsOnlyKeys("a:80");
  }

  @Test
  void everyRequestSaysWhoAsks() throws Exception {
    receive(ResourceType.LISTENER, EnvoyResources.outboundTcp("a:80", CATALOG));

    assertThat(requests())
        .hasSizeGreaterThan(2)
        .allMatch(request -> request.getNode().getId().equals("u1"));
  }

  private static Cluster fixed(String name) {
    return EnvoyResources.inboundCluster(8080).toBuilder().setName(name).build();
  }

  private void advanceSeconds(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private void receive(ResourceType type, Message... resources) throws Exception {
    var response =
        DeltaDiscoveryResponse.newBuilder().setTypeUrl(type.typeUrl()).setNonce("n" + nonce++);
    for (Message resource : resources) {
      Object name = resource.getField(resource.getDescriptorForType().findFieldByNumber(1));
      response.addResources(
          Resource.newBuilder()
              .setName(name.toString())
              .setVersion("1")
              .setResource(Any.pack(resource)));
    }
    stream.onMessage(response.build().toByteArray());
  }

  private List<DeltaDiscoveryRequest> requests() throws Exception {
    List<DeltaDiscoveryRequest> requests = new ArrayList<>();
    for (byte[] request : sent) {
      requests.add(DeltaDiscoveryRequest.parseFrom(request));
    }
    return requests;
  }

  private final class Events implements AdsStream.Listener {
    @Override
    public void onUpdated(ResourceType type) {}

    @Override
    public void onRejected(List<Rejection> rejections) {
      rejections.forEach(rejection -> rejected.add(rejection.toString()));
    }

    @Override
    public void onNoRoom(int resources) {}

    @Override
    public void onApplied(ProxySnapshot snapshot) {}
  }
}
