package io.heddle.examples.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.heddle.examples.market.Kind;
import io.heddle.examples.market.Market;
import io.heddle.examples.market.MarketLedger;
import io.heddle.examples.market.MarketPorts;
import io.heddle.examples.market.Methods;
import io.heddle.examples.mix.FaultyRelay.Fault;
import io.heddle.examples.mix.SessionResult.End;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A peer that loses, repeats or changes a byte or a message does not go unnoticed. */
final class BrokenSessionsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration LENGTH = Duration.ofMillis(500);
  private static final Duration INTERVAL = Duration.ofMillis(20);

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Fault.class)
  void ofTcp(Fault fault) throws Exception {
    MarketLedger ledger =
        new MarketLedger(directory.resolve("v1.ledger"), "v1", InstantSource.system());
    Market market = Market.start(new MarketPorts(0, 0, 0, 0), ledger, "v1", InstantSource.system());
    try (FaultyRelay relay = new FaultyRelay(market.ports().tcp(), fault)) {
      SessionResult result =
          new TcpClient(relay.port(), new Tally(Kind.TCP), System::nanoTime, TIMEOUT)
              .hold("tcp.0", term());

      assertThat(result.received()).isGreaterThan(0);
      assertThat(result.end()).isEqualTo(fault == Fault.NONE ? End.DONE : End.FAILED);
    } finally {
      market.stop(TIMEOUT);
    }
  }

  @ParameterizedTest
  @EnumSource(Messages.class)
  void ofWebSockets(Messages messages) throws Exception {
    SessionResult result = holdWebSocket(socket -> echo(socket, messages));

    assertThat(result.end()).isEqualTo(expected(messages));
  }

  private static void echo(ServerWebSocket socket, Messages messages) {
    AtomicLong number = new AtomicLong();
    var _ =
        socket.textMessageHandler(
            text -> messages.send(number.getAndIncrement(), text, socket::writeTextMessage));
  }

  private static SessionResult holdWebSocket(Handler<ServerWebSocket> handler)
      throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpServer server =
          vertx
              .createHttpServer()
              .webSocketHandler(handler)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return new WebSocketClient(
              http, server.actualPort(), new Tally(Kind.WEBSOCKET), System::nanoTime, TIMEOUT)
          .hold("websocket.0", term());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @ParameterizedTest
  @EnumSource(Messages.class)
  void ofBidirectionalStreams(Messages messages) throws Exception {
    Tally tally = new Tally(Kind.GRPC_BIDI);

    SessionResult result =
        hold(
            messages,
            channel ->
                new TalkClient(channel, tally, System::nanoTime, TIMEOUT)
                    .hold("grpc-bidi.0", term()));

    assertThat(result.end()).isEqualTo(expected(messages));
  }

  @ParameterizedTest
  @EnumSource(Messages.class)
  void ofServerStreams(Messages messages) throws Exception {
    Tally tally = new Tally(Kind.GRPC_SERVER_STREAM);

    SessionResult result =
        hold(
            messages,
            channel ->
                new WatchClient(channel, tally, Timing.SYSTEM, TIMEOUT)
                    .hold("grpc-server-stream.0", term()));

    assertThat(result.end()).isEqualTo(expected(messages));
  }

  /** What a client does over a channel. */
  private interface Holding {
    SessionResult over(ManagedChannel channel) throws InterruptedException;
  }

  private static SessionResult hold(Messages messages, Holding holding) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0))
            .addService(
                ServerServiceDefinition.builder(Methods.SERVICE)
                    .addMethod(
                        Methods.WATCH,
                        ServerCalls.<String, String>asyncServerStreamingCall(
                            (request, answer) -> watch(request, answer, messages)))
                    .addMethod(
                        Methods.TALK,
                        ServerCalls.<String, String>asyncBidiStreamingCall(
                            answer -> new EchoingCall(answer, messages)))
                    .build())
            .build()
            .start();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(new InetSocketAddress(loopback, server.getPort()))
            .usePlaintext()
            .build();
    try {
      return holding.over(channel);
    } finally {
      var _ = channel.shutdownNow();
      var _ = server.shutdownNow();
    }
  }

  private static void watch(String request, StreamObserver<String> answer, Messages messages) {
    long count = Long.parseLong(request.split(" ", -1)[1]);
    for (long number = 0; number < count; number++) {
      messages.send(number, number + " 1", answer::onNext);
    }
    answer.onCompleted();
  }

  private record EchoingCall(StreamObserver<String> answer, Messages messages)
      implements StreamObserver<String> {
    @Override
    public void onNext(String message) {
      messages.send(Numbers.last(message), message, answer::onNext);
    }

    @Override
    public void onError(Throwable fault) {
      // The client has seen enough.
    }

    @Override
    public void onCompleted() {
      answer.onCompleted();
    }
  }

  private static End expected(Messages messages) {
    return messages == Messages.ALL_SENT ? End.DONE : End.FAILED;
  }

  private static Term term() {
    return new Term(LENGTH, INTERVAL, System::nanoTime, new Stop());
  }
}
