package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.memory.TestMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How much of requests a sidecar keeps in all. */
final class ReplayBudgetTest {
  private static final int EACH = 64 * 1024;
  private static final int IN_ALL = 4 * 1024 * 1024;

  private final ByteBuf body = Unpooled.wrappedBuffer(new byte[EACH]);

  private static ReplayBudget budget(int loops) {
    EventLoop loop = new EmbeddedChannel().eventLoop();
    return new ReplayBudget(
        UpstreamSettings.DEFAULT,
        new LoopResources(
            loop,
            new Deadlines(loop, () -> 0),
            new SplittableRandom(1),
            loops,
            TestMemory.ample(loop)));
  }

  private List<ReplayBuffer> filled(ReplayBudget budget, int count) {
    List<ReplayBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ReplayBuffer buffer = new ReplayBuffer(budget);
      buffer.keepCopy(body);
      buffers.add(buffer);
    }
    return buffers;
  }

  @Test
  void keepsFourMebibytesAndNotAByteMore() {
    ReplayBudget budget = budget(1);
    List<ReplayBuffer> buffers = filled(budget, IN_ALL / EACH);
    ReplayBuffer late = new ReplayBuffer(budget);

    late.keepCopy(body.slice(0, 1));

    assertThat(buffers).allMatch(ReplayBuffer::isWhole);
    assertThat(budget.usedBytes()).isEqualTo(IN_ALL);
    assertThat(late.isWhole()).isFalse();
  }

  @Test
  void whatIsDroppedMakesRoom() {
    ReplayBudget budget = budget(1);
    filled(budget, IN_ALL / EACH).getFirst().drop();

    ReplayBuffer next = filled(budget, 1).getFirst();

    assertThat(next.isWhole()).isTrue();
    assertThat(budget.usedBytes()).isEqualTo(IN_ALL);
  }

  @Test
  void eachLoopHasItsShare() {
    ReplayBudget budget = budget(2);

    List<ReplayBuffer> buffers = filled(budget, IN_ALL / EACH);

    assertThat(buffers).filteredOn(ReplayBuffer::isWhole).hasSize(IN_ALL / EACH / 2);
  }
}
