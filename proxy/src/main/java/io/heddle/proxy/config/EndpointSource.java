package io.heddle.proxy.config;

/** Where a cluster's endpoints are. */
public sealed interface EndpointSource {
  /** In {@link ProxySnapshot#endpoints()}, under this name. */
  record Discovered(String service) implements EndpointSource {}

  /** In the cluster itself. */
  record Fixed(EndpointSet endpoints) implements EndpointSource {}
}
