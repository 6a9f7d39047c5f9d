package io.heddle.proxy.cluster;

import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.memory.LoopMemory;
import io.netty.channel.EventLoop;
import java.util.random.RandomGenerator;

/** What everything on one event loop shares. */
public record LoopResources(
    EventLoop eventLoop,
    Deadlines deadlines,
    RandomGenerator random,
    int loops,
    LoopMemory memory) {
  public LoopResources {
    if (loops < 1) {
      throw new IllegalArgumentException("loops: " + loops + " (expected: >= 1)");
    }
  }

  public long now() {
    return deadlines.now();
  }

  /** This loop's share of a limit of the whole process. */
  public int share(int limit) {
    return Math.max(1, (limit + loops - 1) / loops);
  }
}
