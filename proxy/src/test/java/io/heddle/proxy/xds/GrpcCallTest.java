package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GrpcCallTest {
  private static final GrpcStatus GIVEN_UP = GrpcStatus.of(GrpcStatus.Code.UNAVAILABLE, "given up");

  private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false);
  private final EmbeddedChannel stream = new EmbeddedChannel();
  private final List<GrpcStatus> closed = new ArrayList<>();
  private final GrpcCall call =
      new GrpcCall(
          new GrpcCall.Request("https", "localhost:15012", "/a.Service/Call", Map.of()),
          1_000,
          new Closings());

  GrpcCallTest() {
    stream.config().setAllocator(memory);
  }

  private final class Closings implements GrpcCall.Listener {
    @Override
    public void onMessage(byte[] message) {}

    @Override
    public void onClosed(GrpcStatus status) {
      closed.add(status);
    }
  }

  @Test
  void closedBeforeItHasAStreamItKeepsNothingAndClosesThat() {
    call.close(GIVEN_UP);

    stream.pipeline().addLast(call);

    assertThat(stream.isOpen()).isFalse();
    assertThat(stream.outboundMessages()).isEmpty();
    assertThat(memory.metric().usedHeapMemory()).isZero();
    assertThat(closed).containsExactly(GIVEN_UP);
  }

  @Test
  void itEndsWithTheStreamThatItIsRemovedFrom() {
    stream.pipeline().addLast(call);

    stream.pipeline().remove(call);

    assertThat(memory.metric().usedHeapMemory()).isZero();
    assertThat(closed).hasSize(1);
  }
}
