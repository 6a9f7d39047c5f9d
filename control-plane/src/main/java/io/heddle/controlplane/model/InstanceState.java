package io.heddle.controlplane.model;

/** Where an instance is in its life; docs/ARCHITECTURE.md has the whole table. */
public enum InstanceState {
  /** Its application does not pass its checks, or has not yet. Not in EDS. */
  PENDING,
  /** Clients connect ahead; no requests yet. */
  WARMING,
  SERVING,
  /** Clients let go; what is in flight ends. */
  DRAINING,
  /** No client sends to it any more. Not in EDS. */
  RELEASED;

  /** Whether clients see the instance at all. */
  public boolean isVisible() {
    return this != PENDING && this != RELEASED;
  }
}
