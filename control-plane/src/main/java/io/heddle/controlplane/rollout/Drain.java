package io.heddle.controlplane.rollout;

import java.util.List;

/** An instance's way out, from {@code Stopping} on; confined to the mesh thread. */
final class Drain {
  private final long startNanos;
  private boolean uninformed;
  private boolean confirmed = true;
  private boolean uncovered;
  private boolean released;
  private List<String> laggards = List.of();

  Drain(long startNanos) {
    this.startNanos = startNanos;
  }

  /** A drain that starts while the control plane does not know yet who holds what. */
  static Drain uninformed(long startNanos) {
    Drain drain = new Drain(startNanos);
    drain.uninformed = true;
    return drain;
  }

  long startNanos() {
    return startNanos;
  }

  boolean isUninformed() {
    return uninformed;
  }

  /** The present session has said {@code Stopping}. */
  void confirmed() {
    confirmed = true;
  }

  void unconfirmed() {
    confirmed = false;
  }

  boolean isConfirmed() {
    return confirmed;
  }

  /** No other instance serves: clients are still sent here. */
  void uncovered() {
    uncovered = true;
  }

  /** Another instance serves; true if that was not so before. */
  boolean cover() {
    boolean was = uncovered;
    uncovered = false;
    return was;
  }

  void released(List<String> newLaggards) {
    released = true;
    laggards = List.copyOf(newLaggards);
  }

  boolean isReleased() {
    return released;
  }

  List<String> laggards() {
    return laggards;
  }
}
