package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server on a real transport and a real mesh thread. */
final class NettyTransportTest {
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final XdsCache cache = new XdsCache();
  private final Server server = startServer();
  private final ManagedChannel channel =
      NettyChannelBuilder.forAddress(server.getListenSockets().getFirst()).usePlaintext().build();
  private final Responses responses = new Responses();
  private final StreamObserver<DeltaDiscoveryRequest> requests =
      AggregatedDiscoveryServiceGrpc.newStub(channel).deltaAggregatedResources(responses);

  @AfterEach
  void stop() throws InterruptedException {
    channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    thread.shutdownNow();
  }

  @Test
  void answersAndPushes() throws InterruptedException {
    requests.onNext(DeltaClient.request(CDS).addResourceNamesSubscribe("a").build());
    DeltaDiscoveryResponse first = responses.next();
    assertThat(first.getRemovedResourcesList()).containsExactly("a");
    requests.onNext(DeltaClient.request(CDS).setResponseNonce(first.getNonce()).build());
    thread.execute(() -> cache.apply(List.of(put(ClientKind.ENVOY, CDS, "a", "1"))));

    assertThat(DeltaClient.texts(responses.next())).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void endsAStreamWhoseMessageIsTooLarge() throws Exception {
    requests.onNext(
        DeltaClient.request(CDS)
            .addResourceNamesSubscribe("x".repeat(XdsServer.MAX_RECEIVED_BYTES))
            .build());

    assertThat(responses.ended.get(10, TimeUnit.SECONDS).getCode())
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  private Server startServer() {
    XdsServer xds =
        new XdsServer(cache, MeshThread.on(thread), new FakeSecrets(), XdsObserver.NONE);
    ProxyIdentity identity = XdsHarness.identity("web-1", Access.EVERYTHING);
    try {
      return NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .maxInboundMessageSize(XdsServer.MAX_RECEIVED_BYTES)
          .addService(xds.adsService(() -> CompletableFuture.completedStage(identity)))
          .build()
          .start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What has come, waited for. */
  private static final class Responses implements StreamObserver<DeltaDiscoveryResponse> {
    private final BlockingQueue<DeltaDiscoveryResponse> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> ended = new CompletableFuture<>();

    DeltaDiscoveryResponse next() throws InterruptedException {
      DeltaDiscoveryResponse response = received.poll(10, TimeUnit.SECONDS);
      if (response == null) {
        throw new AssertionError("no response within 10 s");
      }
      return response;
    }

    @Override
    public void onNext(DeltaDiscoveryResponse response) {
      received.add(response);
    }

    @Override
    public void onError(Throwable failure) {
      ended.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      ended.complete(Status.OK);
    }
  }
}
