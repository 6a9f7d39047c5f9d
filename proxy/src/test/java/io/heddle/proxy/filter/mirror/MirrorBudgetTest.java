package io.heddle.proxy.filter.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.filter.mirror.MirrorObserver.Drop;
import io.heddle.proxy.memory.LoopMemory;
import io.heddle.proxy.memory.MemoryBound;
import io.heddle.proxy.memory.MemorySettings;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many copies there may be at a time. */
final class MirrorBudgetTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final MemoryBound bound = new MemoryBound(new MemorySettings(400_000), 1);
  private final LoopMemory memory = new LoopMemory(bound, 0, channel.eventLoop(), () -> 0);
  private final List<String> drops = new ArrayList<>();
  private final MirrorBudget budget =
      new MirrorBudget(
          new MirrorLimits(2, 10), memory, (cluster, why) -> drops.add(cluster + " " + why));

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void hasSoManyPlacesAndCountsWhoGetsNone() {
    assertThat(budget.begin("a")).isTrue();
    assertThat(budget.begin("b")).isTrue();
    assertThat(budget.begin("c")).isFalse();
    budget.end();
    assertThat(budget.begin("d")).isTrue();

    assertThat(drops).containsExactly("c " + Drop.TOO_MANY);
  }

  @Test
  void hasNoneWhileMemoryIsTight() {
    memory.add(bound.bytes() - 1);
    assertThat(budget.begin("a")).isFalse();
    memory.remove(bound.bytes() - 1);
    assertThat(budget.begin("b")).isTrue();

    assertThat(drops).containsExactly("a " + Drop.OVER_MEMORY);
  }
}
