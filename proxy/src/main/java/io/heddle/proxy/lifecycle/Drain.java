package io.heddle.proxy.lifecycle;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The way of an instance from being asked to stop until its clients have let go of it.
 *
 * <p>On the control loop only. Nothing happens by itself: {@link #tick} is called every few
 * milliseconds once it has started.
 */
final class Drain {
  private final DrainTimes times;
  private final Traffic traffic;
  private final Session session;
  private final Gate gate;
  private final LongSupplier nanoTicker;
  private Set<String> laggards = Set.of();
  private Phase phase = Phase.SERVING;
  private boolean connected;
  private boolean moved;
  private boolean applicationServes;
  private long startNanos;
  private long phaseNanos;

  /** Where it is. */
  enum Phase {
    SERVING,
    /** The control plane waits for the holders of this instance. */
    WAITING,
    /** Nobody can say whether they have let go. */
    FIXED_WAIT,
    /** They have; what is left of connections ends. */
    SETTLING,
    /** New requests go elsewhere, those in flight end. */
    REFUSING,
    RELEASED
  }

  Drain(DrainTimes times, Traffic traffic, Session session, Gate gate, LongSupplier nanoTicker) {
    this.times = times;
    this.traffic = traffic;
    this.session = session;
    this.gate = gate;
    this.nanoTicker = nanoTicker;
  }

  Phase phase() {
    return phase;
  }

  boolean isStarted() {
    return phase != Phase.SERVING;
  }

  boolean isReleased() {
    return phase == Phase.RELEASED;
  }

  /** The instance was asked to stop. */
  void start() {
    if (isStarted()) {
      return;
    }
    startNanos = nanoTicker.getAsLong();
    session.stopping();
    enter(connected ? Phase.WAITING : Phase.FIXED_WAIT);
  }

  /** The instance was asked to stop, and is to wait for nobody. */
  void startWithoutBarrier() {
    if (isStarted()) {
      return;
    }
    startNanos = nanoTicker.getAsLong();
    session.stopping();
    phase = Phase.RELEASED;
    session.quiet();
  }

  /** The application has passed a check for the first time. */
  void onApplicationServes() {
    applicationServes = true;
    switch (phase) {
      case SERVING, WAITING -> gate.open();
      case FIXED_WAIT, SETTLING -> gate.announce();
      case REFUSING, RELEASED -> {}
    }
  }

  /** The application has ended: whoever still comes is sent elsewhere at once. */
  void onApplicationGone() {
    if (applicationServes && !isReleased()) {
      gate.refuse();
    }
    applicationServes = false;
  }

  void onConnected() {
    connected = true;
  }

  void onDisconnected() {
    connected = false;
    if (phase == Phase.WAITING) {
      enter(Phase.FIXED_WAIT);
    }
  }

  /** Every holder has let go, or is not waited for: then nobody closes its connections either. */
  void onReleased(Set<String> notWaitedFor) {
    laggards = Set.copyOf(notWaitedFor);
    if (phase == Phase.WAITING || phase == Phase.FIXED_WAIT) {
      enter(elapsed(startNanos, times.bound()) ? Phase.REFUSING : Phase.SETTLING);
    }
  }

  /** Whoever asked to stop has asked again. */
  void hasten() {
    if (isStarted() && !isReleased()) {
      enter(Phase.RELEASED);
    }
  }

  void tick() {
    if (mayMove()) {
      moved = true;
      traffic.moveOn();
    }
    step();
  }

  /** What is still in flight at the bound has the settle time to end in order. */
  private boolean mayMove() {
    return !moved
        && (phase == Phase.SETTLING || phase == Phase.REFUSING)
        && elapsed(startNanos, times.bound());
  }

  private void step() {
    switch (phase) {
      case SERVING, RELEASED -> {}
      case WAITING -> {
        if (elapsed(startNanos, times.bound().plus(times.word()))) {
          enter(Phase.REFUSING);
        }
      }
      case FIXED_WAIT -> {
        if (elapsed(phaseNanos, times.fixedWait())) {
          enter(Phase.REFUSING);
        }
      }
      case SETTLING -> {
        if (traffic.isQuietBut(Set.of()) || isOverdue()) {
          enter(Phase.RELEASED);
        } else if (!laggards.isEmpty() && traffic.isQuietBut(laggards)) {
          // They may wake: what they send then must not reach an application that stops.
          enter(Phase.REFUSING);
        }
      }
      case REFUSING -> {
        if (traffic.inFlight() == 0 || isOverdue()) {
          enter(Phase.RELEASED);
        }
      }
    }
  }

  private boolean isOverdue() {
    return elapsed(startNanos, times.bound().plus(times.settle()))
        || (elapsed(startNanos, times.bound())
            && elapsed(phaseNanos, times.settle())
            && traffic.inFlight() == 0);
  }

  private boolean elapsed(long sinceNanos, Duration duration) {
    return nanoTicker.getAsLong() - sinceNanos >= duration.toNanos();
  }

  private void enter(Phase next) {
    phase = next;
    phaseNanos = nanoTicker.getAsLong();
    switch (next) {
      case SERVING, WAITING -> {}
      case FIXED_WAIT, SETTLING -> {
        // A gate that was never opened refuses already.
        if (applicationServes) {
          gate.announce();
        }
      }
      case REFUSING -> gate.refuse();
      case RELEASED -> {
        gate.release();
        session.quiet();
      }
    }
  }
}
