package io.heddle.perf.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class FleetLoopsTest {
  private final FleetLoops loops = new FleetLoops(1);

  @AfterEach
  void end() {
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void whatGoesOverTheSocketsIsCountedInBothDirections() throws Exception {
    CountDownLatch answered = new CountDownLatch(5);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Channel client = connect(server, answered);
      try (Socket accepted = server.accept()) {
        client.writeAndFlush(Unpooled.copiedBuffer(new byte[7])).sync();
        assertThat(accepted.getInputStream().readNBytes(7)).hasSize(7);
        accepted.getOutputStream().write(new byte[5]);
        answered.await();

        assertThat(loops.bytes()).isEqualTo(new WireBytes(5, 7));
        assertThat(loops.bytes().since(new WireBytes(1, 2))).isEqualTo(new WireBytes(4, 5));
      }
    }
  }

  @Test
  void cuttingClosesAllThatAreOpen() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      Channel first = connect(server, new CountDownLatch(0));
      Channel second = connect(server, new CountDownLatch(0));

      loops.cutAll();

      assertThat(first.isOpen()).isFalse();
      assertThat(second.isOpen()).isFalse();
      assertEnds(server);
    }
  }

  private static void assertEnds(ServerSocket server) throws IOException {
    try (Socket accepted = server.accept()) {
      assertThat(accepted.getInputStream().read()).isEqualTo(-1);
    }
  }

  private Channel connect(ServerSocket server, CountDownLatch bytes) throws Exception {
    Channel channel =
        new Bootstrap()
            .group(loops)
            .channel(CountedChannel.class)
            .handler(new Bytes(bytes))
            .connect(server.getLocalSocketAddress())
            .sync()
            .channel();
    // It is connected a moment before its handlers hear of that.
    channel.eventLoop().submit(() -> {}).sync();
    return channel;
  }

  /** Counts what comes, byte by byte. */
  private static final class Bytes extends SimpleChannelInboundHandler<ByteBuf> {
    private final CountDownLatch left;

    Bytes(CountDownLatch left) {
      this.left = left;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
      for (int i = 0; i < message.readableBytes(); i++) {
        left.countDown();
      }
    }
  }
}
