package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.memory.TestMemory;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How long an endpoint may take to let a connection in, on an event loop with a hand-moved clock.
 */
final class ConnectTimeoutTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final MockTicker ticker = Ticker.newMockTicker();
  private final ManualIoEventLoop loop =
      new ManualIoEventLoop(null, Thread.currentThread(), handler(), ticker);
  private final List<String> failures = new ArrayList<>();
  private FullPort full;
  private ConnectAttempt attempt;

  private static IoHandlerFactory handler() {
    return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  private static Class<? extends SocketChannel> channel() {
    return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  private final class Told implements ConnectListener {
    @Override
    public void onConnected(Channel connected, Peer peer) {
      throw new AssertionError("connected (expected: nobody takes connections)");
    }

    @Override
    public void onConnectFailed(String cause) {
      failures.add(cause);
    }
  }

  @BeforeEach
  void connect() throws IOException {
    full = new FullPort();
    LoopResources resources =
        new LoopResources(
            loop,
            new Deadlines(loop, ticker::nanoTime),
            new SplittableRandom(1),
            1,
            TestMemory.ample(loop));
    attempt =
        new SocketConnector(resources, channel(), any -> Optional.empty(), Duration.ofSeconds(5))
            .connect(
                new Endpoint(
                    "127.0.0.1",
                    full.port(),
                    Endpoint.Health.HEALTHY,
                    Endpoint.State.SERVING,
                    "one",
                    ""),
                new Transport.Plaintext(),
                LIMIT,
                new Told());
    loop.runNow();
  }

  @AfterEach
  void close() throws IOException {
    attempt.cancel();
    var _ = loop.shutdownGracefully();
    while (!loop.isTerminated()) {
      ticker.advanceMillis(1_000);
      loop.runNow();
    }
    full.close();
  }

  @Test
  void aConnectionIsWaitedForUntilTheLimitAndNoLonger() {
    pass(LIMIT.minusMillis(1));
    assertThat(failures).isEmpty();

    pass(Duration.ofMillis(1));
    assertThat(failures).singleElement().asString().contains("timed out");
  }

  private void pass(Duration duration) {
    ticker.advanceMillis(duration.toMillis());
    loop.runNow();
    loop.runNow();
  }
}
