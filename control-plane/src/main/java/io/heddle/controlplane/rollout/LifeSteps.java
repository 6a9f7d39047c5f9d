package io.heddle.controlplane.rollout;

import static io.heddle.controlplane.model.InstanceState.PENDING;
import static io.heddle.controlplane.model.InstanceState.RELEASED;
import static io.heddle.controlplane.model.InstanceState.SERVING;
import static io.heddle.controlplane.model.InstanceState.WARMING;
import static io.heddle.controlplane.rollout.Alarm.NEVER;

import io.heddle.controlplane.rollout.Verdict.Go;
import io.heddle.controlplane.rollout.Verdict.Wait;
import java.util.List;

/**
 * What time and the progress of proxies do to an instance. Each step says when the next is due if
 * nothing happens before. Confined to the mesh thread.
 */
final class LifeSteps {
  private final Lives lives;
  private final Mesh mesh;
  private final RolloutSettings settings;
  private final Laggards laggards = new Laggards();
  private final ReadinessGate gate;
  private final DrainBarrier barrier;
  private final LossGuard lossGuard;

  LifeSteps(Lives lives, Mesh mesh, RolloutSettings settings) {
    this.lives = lives;
    this.mesh = mesh;
    this.settings = settings;
    this.gate = new ReadinessGate(mesh.holders(), lives.serving(), laggards, settings.times());
    this.barrier = new DrainBarrier(mesh.holders(), lives.serving(), laggards, settings.times());
    this.lossGuard = new LossGuard(settings.times().lossWindow());
  }

  long step(Life life, Moment now) {
    Drain drain = life.drain();
    if (drain != null) {
      return life.isConnected() && !drain.isConfirmed()
          ? stepUnconfirmed(life, drain, now)
          : stepDrain(life, drain, now);
    }
    if (!life.isConnected()) {
      return stepLost(life, now);
    }
    return life.state() == WARMING ? stepWarming(life, now) : NEVER;
  }

  /** The application passes its checks: clients may connect ahead. */
  void warm(Life life, Moment now) {
    gate.reset(life);
    lives.move(life, WARMING, now);
  }

  /** What a client says of the connection that it opened ahead. */
  void reached(String clientUid, Life life, String cause) {
    laggards.spoke(clientUid);
    if (life.state() == WARMING) {
      life.reached().put(clientUid, cause);
    }
  }

  private long stepWarming(Life life, Moment now) {
    return switch (gate.verdict(life, now.nanos())) {
      case Wait(long until) -> until;
      case Go(List<String> late) -> {
        lives.move(life, SERVING, now);
        lives.lagging(life, late);
        laggards.retain(mesh.holders().all());
        yield NEVER;
      }
    };
  }

  /** A session that does not say again that it stops is a new process of the instance. */
  private long stepUnconfirmed(Life life, Drain drain, Moment now) {
    long settled = life.sessionNanos() + settings.times().restartSettle().toNanos();
    if (now.nanos() < settled) {
      return Math.min(settled, stepDrain(life, drain, now));
    }
    life.revive();
    if (life.state() != PENDING) {
      lives.move(life, PENDING, now);
    }
    if (!settings.protections().gate()) {
      lives.move(life, SERVING, now);
    } else if (life.isHealthy()) {
      warm(life, now);
    }
    lives.settle(life);
    return NEVER;
  }

  private long stepDrain(Life life, Drain drain, Moment now) {
    if (life.state() == RELEASED) {
      if (!life.isConnected()) {
        lives.forget(life);
      }
      return NEVER;
    }
    long end = barrier.endNanos(life, drain);
    long next = drain.isReleased() ? end : Math.min(end, stepBarrier(life, drain, now));
    if (now.nanos() < end) {
      return next;
    }
    lives.move(life, RELEASED, now);
    return stepDrain(life, drain, now);
  }

  private long stepBarrier(Life life, Drain drain, Moment now) {
    if (!settings.protections().barrier()) {
      lives.release(life, drain, List.of());
      return NEVER;
    }
    return switch (barrier.verdict(life, drain, now.nanos())) {
      case Wait(long until) -> until;
      case Go(List<String> late) -> {
        lives.release(life, drain, late);
        laggards.retain(mesh.holders().all());
        yield NEVER;
      }
    };
  }

  private long stepLost(Life life, Moment now) {
    long due = life.sessionNanos() + settings.times().lostAfter().toNanos();
    long end = life.sessionNanos() + settings.times().forgetAfter().toNanos();
    if (now.nanos() >= end) {
      lives.forget(life);
      return NEVER;
    }
    return switch (life.state()) {
      case PENDING, RELEASED, DRAINING -> end;
      case WARMING -> now.nanos() < due ? due : drop(life, end, now);
      case SERVING -> now.nanos() < due ? due : dropServing(life, end, now);
    };
  }

  private long dropServing(Life life, long end, Moment now) {
    int serving = lives.serving().count(life.service());
    if (lossGuard.tryDrop(life.service(), serving, now.nanos())) {
      return drop(life, end, now);
    }
    lives.hold(life);
    return Math.min(end, lossGuard.nextChangeNanos(life.service()));
  }

  private long drop(Life life, long end, Moment now) {
    lives.move(life, PENDING, now);
    return end;
  }
}
