package io.heddle.controlplane.xds;

/** How one client speaks and behaves. */
record Dialect(Variant variant, ClientKind kind) {
  /**
   * Whether it uses a changed cluster, and acknowledges it, only when it was sent the cluster's
   * endpoints after it, changed or not: Envoy's warming.
   */
  boolean warmsClusters() {
    return kind == ClientKind.ENVOY;
  }
}
