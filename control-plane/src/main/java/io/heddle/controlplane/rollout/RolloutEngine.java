package io.heddle.controlplane.rollout;

import static io.heddle.controlplane.model.InstanceState.DRAINING;
import static io.heddle.controlplane.model.InstanceState.PENDING;
import static io.heddle.controlplane.model.InstanceState.RELEASED;
import static io.heddle.controlplane.model.InstanceState.SERVING;
import static io.heddle.controlplane.model.InstanceState.WARMING;

import io.heddle.controlplane.identity.WorkloadListener;
import io.heddle.controlplane.identity.WorkloadSession;
import io.heddle.controlplane.identity.WorkloadSession.Claims;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.v1.Stats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leads each instance through its life: what workloads say moves it here, time and the progress of
 * proxies in {@link LifeSteps}. Confined to the mesh thread.
 */
public final class RolloutEngine implements WorkloadListener {
  private final MeshClock clock;
  private final RolloutSettings settings;
  private final Lives lives;
  private final LifeSteps steps;
  private final Alarm alarm;
  private final long startNanos;
  private boolean progressing;

  public RolloutEngine(
      Mesh mesh, MeshClock clock, RolloutSettings settings, List<RolloutObserver> observers) {
    this.clock = clock;
    this.settings = settings;
    this.lives = new Lives(mesh, observers);
    this.steps = new LifeSteps(lives, mesh, settings);
    this.alarm = new Alarm(clock.timers(), this::progress);
    this.startNanos = clock.ticker().getAsLong();
  }

  /** Puts what was in force before a restart in force again, before the first proxy is answered. */
  public void restore(List<BookEntry> entries) {
    Moment now = clock.now();
    for (BookEntry entry : entries) {
      if (entry.state() != RELEASED && lives.find(entry.registration().uid()) == null) {
        lives.restore(Life.restored(entry, now), now);
      }
    }
    progress();
  }

  /** To be called after any proxy's progress; time calls it by itself. */
  public void progress() {
    if (progressing) {
      return;
    }
    progressing = true;
    try {
      long before;
      long next;
      do {
        before = lives.changes();
        next = Alarm.NEVER;
        for (Life life : lives.unsettled()) {
          next = Math.min(next, steps.step(life, clock.now()));
        }
      } while (lives.changes() != before);
      alarm.set(next);
    } finally {
      progressing = false;
    }
  }

  /** Every instance that is known. */
  public List<InstanceView> instances() {
    return lives.all().stream().map(Life::view).toList();
  }

  @Override
  public void joined(WorkloadSession session) {
    Moment now = clock.now();
    Life life = lives.find(session.registration().uid());
    if (life == null) {
      life = new Life(session.registration(), session.claims(), now);
      life.attach(session, now.nanos());
      lives.add(life);
      lives.move(life, settings.protections().gate() ? PENDING : SERVING, now);
    } else {
      rejoin(life, session, now);
    }
    progress();
  }

  private void rejoin(Life life, WorkloadSession session, Moment now) {
    boolean elsewhere = isElsewhere(life.claims(), session.claims());
    life.attach(session, now.nanos());
    lives.rejoined(life);
    if (life.isStopping()) {
      return;
    }
    if (!settings.protections().gate()) {
      enter(life, SERVING, now);
    } else if (elsewhere) {
      // A new process on other ports: what was known of the old one does not hold for it.
      life.unhealthy("");
      enter(life, PENDING, now);
    }
  }

  @Override
  public void health(WorkloadSession session, boolean healthy, String cause) {
    Life life = current(session);
    if (life == null) {
      return;
    }
    if (healthy) {
      life.healthy();
    } else {
      life.unhealthy(cause);
    }
    if (settings.protections().gate() && !life.isStopping()) {
      follow(life, clock.now());
    }
    progress();
  }

  private void follow(Life life, Moment now) {
    switch (life.state()) {
      case PENDING -> {
        if (life.isHealthy()) {
          steps.warm(life, now);
        }
      }
      case WARMING, SERVING -> {
        if (!life.isHealthy()) {
          lives.move(life, PENDING, now);
        }
      }
      case DRAINING, RELEASED -> {}
    }
  }

  @Override
  public void stopping(WorkloadSession session) {
    Life life = current(session);
    if (life == null) {
      return;
    }
    Drain drain = life.drain();
    if (drain == null) {
      startDrain(life, clock.now());
    } else {
      drain.confirmed();
      if (drain.isReleased()) {
        session.released(drain.laggards());
      }
    }
    progress();
  }

  private void startDrain(Life life, Moment now) {
    long informed = startNanos + settings.times().unknownFor().toNanos();
    life.startDrain(
        now.nanos() < informed ? Drain.uninformed(now.nanos()) : new Drain(now.nanos()));
    lives.stopping(life);
    switch (life.state()) {
      case SERVING -> lives.move(life, DRAINING, now);
      // Nobody was ever to send to it: it leaves at once.
      case WARMING -> lives.move(life, PENDING, now);
      case PENDING, DRAINING, RELEASED -> {}
    }
  }

  @Override
  public void quiet(WorkloadSession session) {
    Life life = current(session);
    if (life != null && life.isStopping()) {
      enter(life, RELEASED, clock.now());
      progress();
    }
  }

  @Override
  public void reached(WorkloadSession session, String instanceUid, String cause) {
    Life life = lives.find(instanceUid);
    if (life != null) {
      steps.reached(session.registration().uid(), life, cause);
      // A thousand clients say so at once, and each step looks at all of them.
      alarm.soon(clock.now().nanos());
    }
  }

  @Override
  public void stats(WorkloadSession session, Stats stats) {
    Life life = current(session);
    if (life != null) {
      lives.reported(life, stats);
    }
  }

  @Override
  public void left(WorkloadSession session) {
    Life life = current(session);
    if (life != null) {
      life.detach(clock.ticker().getAsLong());
      lives.lost(life);
      progress();
    }
  }

  private void enter(Life life, InstanceState state, Moment now) {
    if (life.state() != state) {
      lives.move(life, state, now);
    }
  }

  private @Nullable Life current(WorkloadSession session) {
    Life life = lives.find(session.registration().uid());
    return life != null && life.isSession(session) ? life : null;
  }

  private static boolean isElsewhere(Claims before, Claims now) {
    return !before.address().equals(now.address()) || !before.inbound().equals(now.inbound());
  }
}
