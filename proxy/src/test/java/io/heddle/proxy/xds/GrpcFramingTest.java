package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrpcFramingTest {
  private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  @Test
  void readsMessagesWhereverTheBytesAreCut() throws Exception {
    byte[] bytes = {0, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 9};
    for (int cut = 0; cut <= bytes.length; cut++) {
      GrpcFraming framing = new GrpcFraming(10);
      List<byte[]> messages = new ArrayList<>();

      framing.add(Unpooled.wrappedBuffer(bytes, 0, cut));
      drain(framing, messages);
      framing.add(Unpooled.wrappedBuffer(bytes, cut, bytes.length - cut));
      drain(framing, messages);

      assertThat(messages).containsExactly(new byte[] {1, 2, 3}, new byte[0], new byte[] {9});
    }
  }

  @Test
  void refusesAMessageThatIsTooLong() throws Exception {
    GrpcFraming framing = new GrpcFraming(10);
    framing.add(Unpooled.wrappedBuffer(new byte[] {0, 0, 0, 0, 10}));
    assertThat(framing.next()).isEmpty();

    GrpcFraming longer = new GrpcFraming(10);
    longer.add(Unpooled.wrappedBuffer(new byte[] {0, 0, 0, 0, 11}));
    assertThatThrownBy(longer::next).hasMessage("message of 11 bytes (expected: at most 10)");
  }

  @Test
  void refusesACompressedMessage() {
    GrpcFraming framing = new GrpcFraming(10);
    framing.add(Unpooled.wrappedBuffer(new byte[] {1, 0, 0, 0, 0}));

    assertThatThrownBy(framing::next).isInstanceOf(DecodeException.class);
  }

  @Test
  void framesWhatItReads() throws Exception {
    GrpcFraming framing = new GrpcFraming(10);
    ByteBuf frame = GrpcFraming.frame(ALLOCATOR, new byte[] {7, 8});
    framing.add(frame);
    frame.release();

    assertThat(framing.next()).hasValueSatisfying(it -> assertThat(it).containsExactly(7, 8));
  }

  private static void drain(GrpcFraming framing, List<byte[]> messages) throws DecodeException {
    for (Optional<byte[]> next = framing.next(); next.isPresent(); next = framing.next()) {
      messages.add(next.get());
    }
  }
}
