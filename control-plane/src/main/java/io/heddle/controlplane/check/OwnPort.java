package io.heddle.controlplane.check;

/** A port that Heddle listens on by default. */
public enum OwnPort {
  SIDECAR_ADMIN(15_000, "a sidecar's admin"),
  WORKLOADS(15_012, "--listen of a control plane"),
  ADMIN(15_014, "--admin of a control plane"),
  SIDECAR_HEALTH(15_021, "a sidecar's health");

  private final int number;
  private final String use;

  OwnPort(int number, String use) {
    this.number = number;
    this.use = use;
  }

  public int number() {
    return number;
  }

  @Override
  public String toString() {
    return number + " (" + use + ")";
  }
}
