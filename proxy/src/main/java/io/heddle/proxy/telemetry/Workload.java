package io.heddle.proxy.telemetry;

/**
 * Who an end of a connection is, as far as its SPIFFE id tells.
 *
 * @param name the id's account: on plain hosts the service
 */
record Workload(String principal, String namespace, String name) {
  static final String UNKNOWN = "unknown";
  static final Workload NOBODY = new Workload(UNKNOWN, UNKNOWN, UNKNOWN);

  static Workload of(String spiffeId) {
    String[] parts = spiffeId.split("/", -1);
    // spiffe: / "" / trust domain / ns / namespace / sa / account
    return parts.length == 7 && parts[3].equals("ns") && parts[5].equals("sa")
        ? new Workload(spiffeId, parts[4], parts[6])
        : new Workload(spiffeId.isEmpty() ? UNKNOWN : spiffeId, UNKNOWN, UNKNOWN);
  }
}
