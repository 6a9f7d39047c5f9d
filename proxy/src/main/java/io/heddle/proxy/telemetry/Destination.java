package io.heddle.proxy.telemetry;

/** The service that a cluster stands for. */
record Destination(String host, String name, String namespace) {
  static final Destination UNKNOWN =
      new Destination(Workload.UNKNOWN, Workload.UNKNOWN, Workload.UNKNOWN);

  /** Of {@code outbound|port|subset|host}. */
  static Destination ofCluster(String cluster) {
    String[] parts = cluster.split("\\|", -1);
    return parts.length == 4 && !parts[3].isEmpty() ? ofHost(parts[3]) : UNKNOWN;
  }

  static Destination ofHost(String host) {
    String[] labels = host.split("\\.", 3);
    return labels.length == 3 && labels[2].startsWith("svc")
        ? new Destination(host, labels[0], labels[1])
        : new Destination(host, host, Workload.UNKNOWN);
  }
}
