package io.heddle.controlplane;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A state-of-the-world client of the plaintext port, a stream for each question. */
final class PlaintextClient implements AutoCloseable {
  private static final String CLUSTERS = "envoy.config.cluster.v3.Cluster";

  private final ManagedChannel channel;
  private final Node node;

  PlaintextClient(InetSocketAddress address, String nodeId) {
    channel = NettyChannelBuilder.forAddress(address).usePlaintext().build();
    node = Node.newBuilder().setId(nodeId).build();
  }

  /** The names of the resources that are answered first; of clusters, as others are not read. */
  List<String> fetch(String type, String... names) throws Exception {
    BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    StreamObserver<DiscoveryRequest> stream =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .streamAggregatedResources(new Answers(answers));
    stream.onNext(request(type).addAllResourceNames(List.of(names)).build());
    if (!type.equals(CLUSTERS)) {
      // What is never answered is followed by something that is.
      stream.onNext(request(CLUSTERS).build());
    }
    Object answer = answers.poll(10, TimeUnit.SECONDS);
    if (answer instanceof DiscoveryResponse response) {
      return response.getTypeUrl().endsWith(type) ? names(response) : List.of();
    }
    throw new AssertionError("no response: " + answer);
  }

  private DiscoveryRequest.Builder request(String type) {
    return DiscoveryRequest.newBuilder().setNode(node).setTypeUrl("type.googleapis.com/" + type);
  }

  private static List<String> names(DiscoveryResponse response)
      throws InvalidProtocolBufferException {
    List<String> names = new ArrayList<>();
    for (Any resource : response.getResourcesList()) {
      names.add(resource.unpack(Cluster.class).getName());
    }
    return names;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private record Answers(BlockingQueue<Object> queue) implements StreamObserver<DiscoveryResponse> {
    @Override
    public void onNext(DiscoveryResponse response) {
      queue.add(response);
    }

    @Override
    public void onError(Throwable failure) {
      queue.add(failure);
    }

    @Override
    public void onCompleted() {
      queue.add("completed");
    }
  }
}
