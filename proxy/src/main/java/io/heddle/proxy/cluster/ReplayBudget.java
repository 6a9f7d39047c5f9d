package io.heddle.proxy.cluster;

import io.heddle.proxy.memory.LoopMemory;

/** How much of requests one event loop may keep, so that they can go elsewhere. */
final class ReplayBudget {
  private final int maxBytes;
  private final int maxBytesInAll;
  private final LoopMemory memory;
  private int usedBytes;

  ReplayBudget(UpstreamSettings settings, LoopResources loop) {
    this.maxBytes = settings.replayBytes();
    this.maxBytesInAll = loop.share(settings.replayBytesInAll());
    this.memory = loop.memory();
  }

  int maxBytes() {
    return maxBytes;
  }

  boolean take(int bytes) {
    if (usedBytes + bytes > maxBytesInAll) {
      return false;
    }
    usedBytes += bytes;
    return true;
  }

  void giveBack(int bytes) {
    usedBytes -= bytes;
  }

  LoopMemory memory() {
    return memory;
  }

  int usedBytes() {
    return usedBytes;
  }
}
