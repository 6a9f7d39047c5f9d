package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.heddle.proxy.xds.DeltaCodec.NodeSaid;
import io.heddle.v1.ToWorkload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Any bytes that a control plane sends: gRPC's messages are the same wherever they are cut, and
 * each is a delta response or of a session, or neither.
 */
final class ControlPlaneBytesFuzzTest {
  private static final int MAX_MESSAGE_BYTES = 512;
  private static final DeltaCodec DELTA = new DeltaCodec(Node.of("fuzz"), NodeSaid.FIRST, 1);

  @FuzzTest
  void isReadOrRefused(byte[] bytes) {
    List<byte[]> messages = messages(bytes, bytes.length + 1);
    assertThat(messages(bytes, 1 + bytes.length % 7))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(messages);
    ByteBuf framed = Unpooled.buffer();
    for (byte[] message : messages) {
      framed.writeBytes(GrpcFraming.frame(UnpooledByteBufAllocator.DEFAULT, message));
      delta(message);
      session(message);
    }
    assertThat(framed).isEqualTo(Unpooled.wrappedBuffer(bytes, 0, framed.readableBytes()));
  }

  private static List<byte[]> messages(byte[] bytes, int part) {
    GrpcFraming framing = new GrpcFraming(MAX_MESSAGE_BYTES);
    List<byte[]> messages = new ArrayList<>();
    try {
      for (int at = 0; at < bytes.length; at += part) {
        framing.add(Unpooled.wrappedBuffer(bytes, at, Math.min(part, bytes.length - at)));
        for (Optional<byte[]> next = framing.next(); next.isPresent(); next = framing.next()) {
          messages.add(next.get());
        }
      }
    } catch (DecodeException refusal) {
      assertThat(refusal).hasMessageContaining("(expected: ");
    }
    return messages;
  }

  private static void delta(byte[] message) {
    try {
      assertThat(DELTA.decode(message)).isNotNull();
    } catch (DecodeException refusal) {
      assertThat(refusal.getMessage()).isNotBlank();
    }
  }

  private static void session(byte[] message) {
    FromControlPlane read;
    try {
      read = SessionCodec.decode(message);
    } catch (DecodeException refusal) {
      assertThat(refusal.getMessage()).isNotBlank();
      return;
    }
    try {
      byte[] again = ToWorkload.parseFrom(message).toByteArray();
      assertThat(SessionCodec.decode(again)).isEqualTo(read);
    } catch (InvalidProtocolBufferException elsewhere) {
      // In a field that we do not read.
    } catch (DecodeException e) {
      throw new AssertionError("refused when written again: " + read, e);
    }
  }
}
