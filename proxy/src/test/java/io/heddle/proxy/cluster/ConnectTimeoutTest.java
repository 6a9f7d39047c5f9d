package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.http.Deadlines;
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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
  private final List<Socket> queued = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private ServerSocket full;
  private ConnectAttempt attempt;

  private static IoHandlerFactory handler() {
    return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  private static Class<? extends SocketChannel> channel() {
    return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  private final class Told implements ConnectListener {
    @Override
    public void onConnected(Channel connected) {
      throw new AssertionError("connected (expected: nobody takes connections)");
    }

    @Override
    public void onConnectFailed(String cause) {
      failures.add(cause);
    }
  }

  /** A port whose queue is full leaves a connection without an answer. */
  @BeforeEach
  void connect() throws IOException {
    full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    for (int i = 0; i < 2; i++) {
      queued.add(new Socket(full.getInetAddress(), full.getLocalPort()));
    }
    LoopResources resources =
        new LoopResources(loop, new Deadlines(loop, ticker::nanoTime), new SplittableRandom(1), 1);
    attempt =
        new SocketConnector(resources, channel(), any -> Optional.empty(), Duration.ofSeconds(5))
            .connect(
                new Endpoint(
                    "127.0.0.1",
                    full.getLocalPort(),
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
    for (Socket socket : queued) {
      socket.close();
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
