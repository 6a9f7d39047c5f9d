package io.heddle.proxy.filter.mirror;

import io.heddle.proxy.filter.mirror.MirrorObserver.Drop;
import io.heddle.proxy.memory.LoopMemory;

/** What the copies of one event loop take; used on that loop only. */
public final class MirrorBudget {
  private final MirrorLimits limits;
  private final LoopMemory memory;
  private final MirrorObserver observer;
  private int inFlight;

  public MirrorBudget(MirrorLimits limits, LoopMemory memory, MirrorObserver observer) {
    this.limits = limits;
    this.memory = memory;
    this.observer = observer;
  }

  /** Is there a place for another copy? If so, it is taken. */
  boolean begin(String cluster) {
    if (inFlight == limits.inFlight()) {
      dropped(cluster, Drop.TOO_MANY);
      return false;
    }
    if (memory.isTight()) {
      dropped(cluster, Drop.OVER_MEMORY);
      return false;
    }
    inFlight++;
    return true;
  }

  void end() {
    inFlight--;
  }

  void dropped(String cluster, Drop why) {
    observer.onDropped(cluster, why);
  }

  MirrorLimits limits() {
    return limits;
  }

  LoopMemory memory() {
    return memory;
  }
}
