package io.heddle.proxy.listener;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.heddle.proxy.config.ClusterConfig.Version;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.filter.gate.InboundGate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** grpc-java on both ends, HTTP/2 all the way: application, sidecar, mesh, sidecar, application. */
final class GrpcPair implements AutoCloseable {
  static final MethodDescriptor<String, String> UNARY = method("Unary", MethodType.UNARY);
  static final MethodDescriptor<String, String> FAIL = method("Fail", MethodType.UNARY);
  static final MethodDescriptor<String, String> HANG = method("Hang", MethodType.UNARY);
  static final MethodDescriptor<String, String> DOWN = method("Down", MethodType.SERVER_STREAMING);
  static final MethodDescriptor<String, String> BOTH = method("Both", MethodType.BIDI_STREAMING);

  private final Semaphore hanging = new Semaphore(0);
  private final TestIdentities identities = new TestIdentities();
  private final Server application;
  private final TestProxy server;
  private final TestProxy client = TestProxy.outbound();
  private final ManagedChannel channel;

  GrpcPair() throws Exception {
    application =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .maxInboundMessageSize(1 << 26)
            .addService(service())
            .build()
            .start();
    server = TestProxy.inbound(application.getPort());
    server.apply(
        Snapshots.empty()
            .identity(identities.of("catalog"))
            .inbound(server.meshPort(), application.getPort(), Version.HTTP_2)
            .build());
    server.dataPath().gate().to(InboundGate.State.OPEN);
    route(Duration.ZERO, endpoint());
    channel =
        NettyChannelBuilder.forAddress(client.address())
            .usePlaintext()
            .overrideAuthority("catalog")
            .maxInboundMessageSize(1 << 26)
            .build();
  }

  private static MethodDescriptor<String, String> method(String name, MethodType type) {
    return MethodDescriptor.newBuilder(new Text(), new Text())
        .setType(type)
        .setFullMethodName("shop.Catalog/" + name)
        .build();
  }

  private ServerServiceDefinition service() {
    return ServerServiceDefinition.builder("shop.Catalog")
        .addMethod(
            UNARY,
            ServerCalls.asyncUnaryCall((request, answer) -> {
              answer.onNext(request);
              answer.onCompleted();
            }))
        .addMethod(
            FAIL,
            ServerCalls.asyncUnaryCall((request, answer) ->
                answer.onError(Status.FAILED_PRECONDITION.withDescription(request).asException())))
        .addMethod(HANG, ServerCalls.asyncUnaryCall((request, answer) -> hanging.release()))
        .addMethod(
            DOWN,
            ServerCalls.asyncServerStreamingCall((request, answer) -> {
              for (int i = 0; i < Integer.parseInt(request); i++) {
                answer.onNext("n" + i);
              }
              answer.onCompleted();
            }))
        .addMethod(BOTH, ServerCalls.asyncBidiStreamingCall(GrpcPair::echo))
        .build();
  }

  private static StreamObserver<String> echo(StreamObserver<String> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(String message) {
        answer.onNext(message);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        answer.onCompleted();
      }
    };
  }

  /** Messages as UTF-8. */
  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String message) {
      return new ByteArrayInputStream(message.getBytes(UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Calls go to these, and may take so long; zero: as long as they like. */
  void route(Duration timeout, Endpoint... endpoints) {
    client.apply(
        Snapshots.empty()
            .identity(identities.of("web"))
            .route(Snapshots.forward(Snapshots.CATALOG_CLUSTER, timeout))
            .meshClusterOfHttp2(endpoints)
            .build());
  }

  Endpoint endpoint() {
    return Snapshots.endpoint(server.meshPort(), "catalog-1");
  }

  Server application() {
    return application;
  }

  TestProxy server() {
    return server;
  }

  TestProxy client() {
    return client;
  }

  Channel channel() {
    return channel;
  }

  String call(String message) {
    return ClientCalls.blockingUnaryCall(channel, UNARY, CallOptions.DEFAULT, message);
  }

  /** A call that the application never answers; how it ends comes in the queue. */
  void hang(BlockingQueue<String> answers) throws InterruptedException {
    ClientCalls.asyncUnaryCall(channel.newCall(HANG, CallOptions.DEFAULT), "x", recorded(answers));
    if (!hanging.tryAcquire(5, TimeUnit.SECONDS)) {
      throw new AssertionError("call: has not reached the application (expected: in 5 s)");
    }
  }

  /** A call whose answers, and end, come in the queue. */
  StreamObserver<String> both(BlockingQueue<String> answers) {
    return ClientCalls.asyncBidiStreamingCall(
        channel.newCall(BOTH, CallOptions.DEFAULT), recorded(answers));
  }

  private static StreamObserver<String> recorded(BlockingQueue<String> answers) {
    return new StreamObserver<>() {
      @Override
      public void onNext(String message) {
        answers.add(message);
      }

      @Override
      public void onError(Throwable failure) {
        answers.add("error " + failure);
      }

      @Override
      public void onCompleted() {
        answers.add("completed");
      }
    };
  }

  @Override
  public void close() throws Exception {
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    client.close();
    server.close();
    application.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
  }
}
