package io.heddle.controlplane.model;

import io.heddle.certs.SpiffeId;
import java.util.List;
import java.util.Map;

/**
 * One running copy of a workload.
 *
 * @param uid unique for ever; a restart that keeps its state directory keeps it
 * @param labels fixed by its credential; a Service's selector matches these
 * @param address IP address where its sidecar accepts
 * @param zone empty when unknown
 */
public record Instance(
    String uid,
    SpiffeId identity,
    String namespace,
    Map<String, String> labels,
    String address,
    List<InboundPort> inbound,
    String zone,
    InstanceState state) {
  public Instance {
    labels = Map.copyOf(labels);
    inbound = List.copyOf(inbound);
  }

  public Instance in(InstanceState newState) {
    return new Instance(uid, identity, namespace, labels, address, inbound, zone, newState);
  }
}
