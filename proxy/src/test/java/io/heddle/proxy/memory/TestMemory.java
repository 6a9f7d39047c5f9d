package io.heddle.proxy.memory;

import io.netty.channel.EventLoop;

/** Memory for tests that are not about it. */
public final class TestMemory {
  private TestMemory() {}

  public static LoopMemory ample(EventLoop loop) {
    return new LoopMemory(
        new MemoryBound(MemorySettings.ofThisJvm(), 1), 0, loop, System::nanoTime);
  }
}
