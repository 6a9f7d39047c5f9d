package io.heddle.proxy.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.Deadlines;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ByPrefaceTest {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private final List<String> chosen = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private long nanos;

  ByPrefaceTest() {
    channel.freezeTime();
    channel
        .pipeline()
        .addLast(
            new ByPreface(
                channel,
                () -> chosen.add("http1"),
                () -> chosen.add("http2"),
                new Deadlines(channel.eventLoop(), () -> nanos),
                Duration.ofSeconds(60)));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
  }

  private String passedOn() {
    StringBuilder text = new StringBuilder();
    while (channel.readInbound() instanceof ByteBuf part) {
      text.append(part.toString(US_ASCII));
      part.release();
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\n", "PRI * HTTP/1.1\r\n", "\0"})
  void whateverIsNotThePrefaceIsHttp1(String text) {
    for (int i = 0; i < text.length(); i++) {
      send(text.substring(i, i + 1));
    }

    assertThat(chosen).containsExactly("http1");
    assertThat(passedOn()).isEqualTo(text);
  }

  @Test
  void theWholePrefaceIsHttp2() {
    for (int i = 0; i < PREFACE.length(); i++) {
      assertThat(chosen).isEmpty();
      send(PREFACE.substring(i, i + 1));
    }

    assertThat(chosen).containsExactly("http2");
    assertThat(passedOn()).isEqualTo(PREFACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PRI * HTTP"})
  void aClientThatEndsBeforeItCanBeToldIsClosed(String said) {
    send(said);
    channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

    assertThat(chosen).isEmpty();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aClientThatTakesTooLongIsClosed() {
    send("P");
    pass(Duration.ofSeconds(59));
    assertThat(channel.isOpen()).isTrue();
    pass(Duration.ofSeconds(2));

    assertThat(channel.isOpen()).isFalse();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }
}
