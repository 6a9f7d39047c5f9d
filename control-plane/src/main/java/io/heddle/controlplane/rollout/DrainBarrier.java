package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.xds.Holders;
import io.heddle.controlplane.xds.Holders.Holder;
import java.util.List;

/** Holds a stopping instance until its clients have let go of it; confined to the mesh thread. */
final class DrainBarrier {
  private final Holders holders;
  private final Laggards laggards;
  private final Serving serving;
  private final RolloutTimes times;

  DrainBarrier(Holders holders, Serving serving, Laggards laggards, RolloutTimes times) {
    this.holders = holders;
    this.serving = serving;
    this.laggards = laggards;
    this.times = times;
  }

  /** When the instance is released whatever its clients do. */
  long endNanos(Life life, Drain drain) {
    return drain.startNanos() + times.drainBound(life.claims().grace()).toNanos();
  }

  /** Whether clients have let go. */
  Verdict verdict(Life life, Drain drain, long now) {
    long end = endNanos(life, drain);
    if (now >= end) {
      awaited(life).forEach(laggards::stuck);
      return new Verdict.Go(names(life));
    }
    if (drain.isUninformed()) {
      long wait = drain.startNanos() + times.fixedWait().toNanos();
      return now >= wait ? new Verdict.Go(names(life)) : new Verdict.Wait(Math.min(wait, end));
    }
    long floor = drain.startNanos() + times.floor().toNanos();
    if (now < floor) {
      return new Verdict.Wait(Math.min(floor, end));
    }
    if (life.state() == InstanceState.DRAINING && isOpen(life, drain)) {
      return new Verdict.Wait(end);
    }
    return isAnyoneAwaited(life) ? new Verdict.Wait(end) : new Verdict.Go(names(life));
  }

  /** While no other instance serves, clients are sent here: none can have let go. */
  private boolean isOpen(Life life, Drain drain) {
    if (!serving.besides(life)) {
      drain.uncovered();
      return true;
    }
    if (drain.cover()) {
      life.milestone(new Milestone(holders.generation(), life.milestone().resources()));
    }
    return false;
  }

  private boolean isAnyoneAwaited(Life life) {
    renew(life);
    return life.awaited()
        .isAnyone(holders, life.milestone().resources(), holder -> isAwaited(holder, life));
  }

  private List<Holder> awaited(Life life) {
    renew(life);
    return holders.of(life.milestone().resources()).stream()
        .filter(holder -> isAwaited(holder, life))
        .toList();
  }

  private void renew(Life life) {
    life.milestone(life.milestone().including(serving.reach(life), holders.generation()));
  }

  private boolean isAwaited(Holder holder, Life life) {
    return isAttached(holder, life) && !laggards.isStuck(holder);
  }

  private List<String> names(Life life) {
    return holders.of(life.milestone().resources()).stream()
        .filter(holder -> isAttached(holder, life))
        .map(Holder::uid)
        .toList();
  }

  // An instance that uses its own service does not wait for itself.
  private static boolean isAttached(Holder holder, Life life) {
    return !holder.uid().equals(life.uid()) && !life.milestone().isAppliedBy(holder);
  }
}
