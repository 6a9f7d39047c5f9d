package io.heddle.controlplane.xds;

/** Whose dialect of xDS a client speaks; one (type, name, kind) has one content. */
public enum ClientKind {
  HEDDLE,
  ENVOY,
  GRPC
}
