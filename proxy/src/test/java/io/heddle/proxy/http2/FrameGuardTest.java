package io.heddle.proxy.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.RecordingService;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection from its first byte, cut everywhere. */
final class FrameGuardTest {
  /** POST http://a/ with HPACK's static table: literal path and authority without indexing. */
  private static final byte[] HEAD = {(byte) 0x83, (byte) 0x86, (byte) 0x84, 0x01, 1, 'a'};

  private static final byte[] GOOD = bytes(Ending.DATA);
  private static final byte[] BAD = bytes(Ending.DATA_AFTER_END);

  private enum Ending {
    DATA,
    DATA_AFTER_END
  }

  private static byte[] bytes(Ending end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    frame(out, 4, 0, 0, new byte[0]);
    frame(out, 1, 4, 1, HEAD);
    frame(out, 0, 0, 1, "hel".getBytes(US_ASCII));
    frame(out, 0, 1, 1, "lo".getBytes(US_ASCII));
    if (end == Ending.DATA_AFTER_END) {
      frame(out, 0, 0, 1, "more".getBytes(US_ASCII));
    }
    return out.toByteArray();
  }

  private static void frame(
      ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
    out.writeBytes(
        new byte[] {
          0, 0, (byte) payload.length, (byte) type, (byte) flags, 0, 0, 0, (byte) stream
        });
    out.writeBytes(payload);
  }

  static IntStream cutsOfGood() {
    return IntStream.rangeClosed(1, GOOD.length);
  }

  static IntStream cutsOfBad() {
    return IntStream.rangeClosed(1, BAD.length);
  }

  @ParameterizedTest
  @MethodSource("cutsOfGood")
  void framesPassWhereverTheyAreCut(int cut) {
    RecordingService service = new RecordingService();
    EmbeddedChannel channel = sent(service, GOOD, cut);

    assertThat(service.only().head().authority()).isEqualTo("a");
    assertThat(service.only().body()).isEqualTo("hello");
    assertThat(service.only().hasEnded()).isTrue();
    assertThat(channel.isOpen()).isTrue();
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @MethodSource("cutsOfBad")
  void whatIsBeforeABadFrameIsReadAndTheConnectionEnds(int cut) {
    RecordingService service = new RecordingService();
    EmbeddedChannel channel = sent(service, BAD, cut);

    assertThat(service.only().body()).isEqualTo("hello");
    assertThat(service.only().hasEnded()).isTrue();
    assertThat(received(channel)).contains("DATA on stream 1, which has ended");
    assertThat(channel.isOpen()).isFalse();
    channel.finishAndReleaseAll();
  }

  private static EmbeddedChannel sent(RecordingService service, byte[] bytes, int cut) {
    EmbeddedChannel channel = new EmbeddedChannel();
    var facts =
        new DownstreamConnection(
            Direction.OUTBOUND, Kind.PLAINTEXT, "", "catalog:80", new InetSocketAddress(1), 80);
    Http2Server.attach(
        channel, facts, service, Http2Pair.LIMITS, new Deadlines(channel.eventLoop(), () -> 1));
    channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, cut));
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, cut, bytes.length - cut));
    }
    channel.runPendingTasks();
    return channel;
  }

  private static String received(EmbeddedChannel channel) {
    StringBuilder received = new StringBuilder();
    while (channel.readOutbound() instanceof ByteBuf part) {
      received.append(part.toString(ISO_8859_1));
      part.release();
    }
    return received.toString();
  }
}
