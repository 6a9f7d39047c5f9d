package io.heddle.perf.baseline;

/** The kinds of resources that a service's clients need, as Heddle names them. */
enum TypeUrl {
  LISTENER("listener.v3.Listener"),
  ROUTES("route.v3.RouteConfiguration"),
  CLUSTER("cluster.v3.Cluster"),
  ENDPOINTS("endpoint.v3.ClusterLoadAssignment");

  private final String message;

  TypeUrl(String message) {
    this.message = message;
  }

  String text() {
    return "type.googleapis.com/envoy.config." + message;
  }

  /** Of the service's port 80. */
  String name(String service) {
    return this == LISTENER ? service + ":80" : "outbound|80||" + service;
  }
}
