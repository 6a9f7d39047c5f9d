package io.heddle.perf.baseline;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Asks a control plane for what it would give a sidecar, so that the baseline gives the same. */
final class Capture {
  private static final long BOUND_SECONDS = 30;

  private Capture() {}

  /** Listener, routes, cluster and endpoints of each service, on port 80. */
  static List<Resource> from(InetSocketAddress controlPlane, List<String> services)
      throws IOException, InterruptedException {
    ManagedChannel channel = NettyChannelBuilder.forAddress(controlPlane).usePlaintext().build();
    try {
      Answers answers = new Answers();
      answers.ask(
          AggregatedDiscoveryServiceGrpc.newStub(channel).deltaAggregatedResources(answers),
          services);
      List<Resource> resources = answers.await(TypeUrl.values().length * services.size());
      answers.leave(services);
      return resources;
    } finally {
      var _ = channel.shutdownNow();
    }
  }

  private static DeltaDiscoveryRequest request(TypeUrl type, List<String> services) {
    DeltaDiscoveryRequest.Builder request =
        DeltaDiscoveryRequest.newBuilder()
            .setNode(Node.newBuilder().setId("baseline").setUserAgentName("heddle"))
            .setTypeUrl(type.text());
    services.forEach(service -> request.addResourceNamesSubscribe(type.name(service)));
    return request.build();
  }

  /** What has come; acknowledged, as the rest waits for that. */
  private static final class Answers implements StreamObserver<DeltaDiscoveryResponse> {
    private final BlockingQueue<Resource> resources = new LinkedBlockingQueue<>();
    private final CompletableFuture<StreamObserver<DeltaDiscoveryRequest>> requests =
        new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    void ask(StreamObserver<DeltaDiscoveryRequest> server, List<String> services) {
      for (TypeUrl type : TypeUrl.values()) {
        server.onNext(request(type, services));
      }
      requests.complete(server);
    }

    /** So that nobody is waited for later who is not there any more. */
    void leave(List<String> services) throws InterruptedException {
      for (TypeUrl type : TypeUrl.values()) {
        DeltaDiscoveryRequest.Builder request =
            DeltaDiscoveryRequest.newBuilder().setTypeUrl(type.text());
        services.forEach(service -> request.addResourceNamesUnsubscribe(type.name(service)));
        requests.join().onNext(request.build());
      }
      requests.join().onCompleted();
      var _ = ended.await(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    List<Resource> await(int count) throws IOException, InterruptedException {
      List<Resource> all = new ArrayList<>();
      while (all.size() < count) {
        Resource next = resources.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          throw new IOException("resources: " + all.size() + " (expected: " + count + ")");
        }
        all.add(next);
      }
      return all;
    }

    @Override
    public void onNext(DeltaDiscoveryResponse response) {
      resources.addAll(response.getResourcesList());
      requests
          .join()
          .onNext(
              DeltaDiscoveryRequest.newBuilder()
                  .setTypeUrl(response.getTypeUrl())
                  .setResponseNonce(response.getNonce())
                  .build());
    }

    @Override
    public void onError(Throwable failure) {
      System.err.println("capture: " + failure);
      ended.countDown();
    }

    @Override
    public void onCompleted() {
      ended.countDown();
    }
  }
}
