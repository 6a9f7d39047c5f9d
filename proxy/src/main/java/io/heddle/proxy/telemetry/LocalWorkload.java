package io.heddle.proxy.telemetry;

/** Who this sidecar belongs to. */
record LocalWorkload(Workload workload, Destination service) {
  static final LocalWorkload UNKNOWN = new LocalWorkload(Workload.NOBODY, Destination.UNKNOWN);

  static LocalWorkload of(String spiffeId, String namespace, String service) {
    return new LocalWorkload(
        Workload.of(spiffeId),
        Destination.ofHost(service + "." + namespace + ".svc.cluster.local"));
  }
}
