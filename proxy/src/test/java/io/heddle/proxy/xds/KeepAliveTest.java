package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();

  KeepAliveTest() {
    channel.freezeTime();
    channel.pipeline().addLast(new KeepAlive(KeepAlive.Times.OFTEN));
  }

  @Test
  void asksAfterTenSecondsAndClosesAfterFiveMoreWithoutAnAnswer() {
    advance(9_999);
    assertThat((Object) channel.readOutbound()).isNull();
    advance(1);
    assertThat((Object) channel.readOutbound()).isInstanceOf(Http2PingFrame.class);

    advance(4_999);
    assertThat(channel.isOpen()).isTrue();
    advance(1);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anAnswerKeepsTheConnection() {
    advance(10_000);
    channel.writeInbound(new DefaultHttp2PingFrame(1, true));

    advance(9_999);

    assertThat(channel.isOpen()).isTrue();
    assertThat((Object) channel.readOutbound()).isInstanceOf(Http2PingFrame.class);
    assertThat((Object) channel.readOutbound()).isNull();
  }

  private void advance(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }
}
