package io.heddle.controlplane.identity;

import io.heddle.certs.SpiffeId;
import java.util.Map;

/**
 * A workload instance as its credential fixes it; the workload claims nothing of this.
 *
 * @param service the name it joined as; the account of its SPIFFE id
 */
public record Registration(
    String uid, SpiffeId id, String namespace, String service, Map<String, String> labels) {
  public Registration {
    labels = Map.copyOf(labels);
  }
}
