package io.heddle.certs;

/** A SPIFFE id, {@code spiffe://trust-domain/path}. */
public record SpiffeId(String trustDomain, String path) {
  /** The id of a workload: {@code /ns/<namespace>/sa/<account>}. */
  public static SpiffeId of(String trustDomain, String namespace, String account) {
    return new SpiffeId(trustDomain, "/ns/" + namespace + "/sa/" + account);
  }

  @Override
  public String toString() {
    return "spiffe://" + trustDomain + path;
  }
}
