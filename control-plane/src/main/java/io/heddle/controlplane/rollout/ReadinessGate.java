package io.heddle.controlplane.rollout;

import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.Holders;
import io.heddle.controlplane.xds.Holders.Holder;
import java.util.ArrayList;
import java.util.List;

/** Lets a WARMING instance serve once its clients can reach it; confined to the mesh thread. */
final class ReadinessGate {
  private final Holders holders;
  private final Laggards laggards;
  private final Serving serving;
  private final long boundNanos;

  ReadinessGate(Holders holders, Serving serving, Laggards laggards, RolloutTimes times) {
    this.holders = holders;
    this.serving = serving;
    this.laggards = laggards;
    this.boundNanos = times.warmingBound().toNanos();
  }

  /**
   * Drops what clients said of an earlier connection, if they know that it has ended. A client that
   * has not seen the instance leave will not open another, and keeps its word.
   */
  void reset(Life life) {
    for (Holder holder : holders.of(life.milestone().resources())) {
      if (holder.applied() >= life.absentGeneration()) {
        life.reached().remove(holder.uid());
      }
    }
  }

  Verdict verdict(Life life, long nowNanos) {
    life.milestone(life.milestone().including(serving.reach(life), holders.generation()));
    long end = life.sinceNanos() + boundNanos;
    return nowNanos < end && isAnyoneAwaited(life) ? new Verdict.Wait(end) : go(life);
  }

  private boolean isAnyoneAwaited(Life life) {
    return life.awaited()
        .isAnyone(
            holders,
            life.milestone().resources(),
            holder -> !isReady(holder, life) && !isExcused(holder, life));
  }

  private Verdict go(Life life) {
    List<Holder> missing = new ArrayList<>();
    List<String> excused = new ArrayList<>();
    for (Holder holder : holders.of(life.milestone().resources())) {
      if (!isReady(holder, life)) {
        if (isExcused(holder, life)) {
          excused.add(holder.uid());
        } else {
          missing.add(holder);
        }
      }
    }
    missing.forEach(holder -> name(holder, life));
    missing.forEach(holder -> excused.add(holder.uid()));
    return new Verdict.Go(excused);
  }

  private void name(Holder holder, Life life) {
    if (life.milestone().isAppliedBy(holder)) {
      laggards.silent(holder);
    } else {
      laggards.stuck(holder);
    }
  }

  private boolean isExcused(Holder holder, Life life) {
    return life.milestone().isAppliedBy(holder)
        ? laggards.isSilent(holder)
        : laggards.isStuck(holder);
  }

  private static boolean isReady(Holder holder, Life life) {
    if (!life.milestone().isAppliedBy(holder)) {
      return false;
    }
    boolean reports = holder.kind() == ClientKind.HEDDLE && holder.connected();
    return !reports || life.reached().containsKey(holder.uid());
  }
}
