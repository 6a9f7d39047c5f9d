package io.heddle.examples.market;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The market's gRPC port. */
final class GrpcServer {
  /** For clients to hear of the ends that they are given past the bound. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Server server;
  private final GrpcCalls calls;
  private final ScheduledExecutorService timer;

  private GrpcServer(Server server, GrpcCalls calls, ScheduledExecutorService timer) {
    this.server = server;
    this.calls = calls;
    this.timer = timer;
  }

  static GrpcServer start(int port, MarketLedger ledger, String version, InstantSource clock)
      throws IOException {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watch").factory());
    GrpcCalls calls = new GrpcCalls(ledger, version, clock, timer);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .addService(
                ServerServiceDefinition.builder(Methods.SERVICE)
                    .addMethod(Methods.ORDER, ServerCalls.asyncUnaryCall(calls::order))
                    .addMethod(Methods.WATCH, ServerCalls.asyncServerStreamingCall(calls::watch))
                    .addMethod(Methods.TALK, ServerCalls.asyncBidiStreamingCall(calls::talk))
                    .build())
            .build()
            .start();
    return new GrpcServer(server, calls, timer);
  }

  int port() {
    return server.getPort();
  }

  /** Takes no more calls; ends the streams that are left at the bound. */
  void stop(Duration bound) {
    var _ = server.shutdown();
    try {
      if (!server.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        calls.endStreams();
        if (!server.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
          System.err.println("stop: gRPC connections are left after " + bound);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      timer.shutdown();
    }
  }
}
