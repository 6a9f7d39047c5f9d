package io.heddle.examples.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.heddle.examples.forward.TcpForwarder;
import io.heddle.examples.market.Kind;
import io.heddle.examples.market.Market;
import io.heddle.examples.market.MarketLedger;
import io.heddle.examples.market.MarketPorts;
import io.heddle.examples.mix.SessionResult.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that ends under a session, without the session's own end, is a failure. */
final class CutSessionsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @TempDir private Path directory;

  private Market market;
  private TcpForwarder forwarder;

  @BeforeEach
  void start() throws IOException {
    MarketLedger ledger =
        new MarketLedger(directory.resolve("v1.ledger"), "v1", InstantSource.system());
    market = Market.start(new MarketPorts(0, 0, 0, 0), ledger, "v1", InstantSource.system());
    forwarder = new TcpForwarder();
  }

  @AfterEach
  void stop() throws IOException {
    forwarder.close();
    market.stop(TIMEOUT);
  }

  @Test
  void ofWebSockets() throws Exception {
    forwardTo(MarketPorts::http);
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocketClient client =
          new WebSocketClient(
              http, forwarder.port(), new Tally(Kind.WEBSOCKET), System::nanoTime, TIMEOUT);

      assertThat(client.hold("websocket.0", cutAfterTheFirst()).end()).isEqualTo(End.FAILED);
    }
  }

  @Test
  void ofBidirectionalStreams() throws Exception {
    Tally tally = new Tally(Kind.GRPC_BIDI);
    assertThat(
            overChannel(channel -> new TalkClient(channel, tally, System::nanoTime, TIMEOUT)).end())
        .isEqualTo(End.FAILED);
  }

  @Test
  void ofServerStreams() throws Exception {
    Tally tally = new Tally(Kind.GRPC_SERVER_STREAM);
    assertThat(
            overChannel(channel -> new WatchClient(channel, tally, Timing.SYSTEM, TIMEOUT)).end())
        .isEqualTo(End.FAILED);
  }

  /** Makes a client of a channel. */
  private interface Maker {
    SessionClient of(ManagedChannel channel);
  }

  private SessionResult overChannel(Maker maker) throws InterruptedException {
    forwardTo(MarketPorts::grpc);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), forwarder.port()))
            .usePlaintext()
            .build();
    try {
      return maker.of(channel).hold("grpc.0", cutAfterTheFirst());
    } finally {
      var _ = channel.shutdownNow();
    }
  }

  private void forwardTo(ToIntFunction<MarketPorts> port) {
    int target = port.applyAsInt(market.ports());
    forwarder.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
  }

  private SessionClient.Until cutAfterTheFirst() {
    Term term =
        new Term(Duration.ofSeconds(1), Duration.ofMillis(200), System::nanoTime, new Stop());
    return new SessionClient.Until() {
      @Override
      public boolean next() {
        boolean more = term.next();
        try {
          forwarder.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return more;
      }

      @Override
      public long messages() {
        return term.messages();
      }

      @Override
      public Duration interval() {
        return term.interval();
      }

      @Override
      public boolean isStopped() {
        return term.isStopped();
      }
    };
  }
}
