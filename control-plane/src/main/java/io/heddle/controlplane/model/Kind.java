package io.heddle.controlplane.model;

/** A kind of object that users write. */
public enum Kind {
  SERVICE("Service", "v1"),
  HTTP_ROUTE("HTTPRoute", "gateway.networking.k8s.io/v1"),
  GRPC_ROUTE("GRPCRoute", "gateway.networking.k8s.io/v1"),
  ENDPOINT_SLICE("EndpointSlice", "discovery.k8s.io/v1");

  private final String display;
  private final String apiVersion;

  Kind(String display, String apiVersion) {
    this.display = display;
    this.apiVersion = apiVersion;
  }

  /** As users write it. */
  public String display() {
    return display;
  }

  public String apiVersion() {
    return apiVersion;
  }
}
